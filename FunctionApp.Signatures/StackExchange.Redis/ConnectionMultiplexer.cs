namespace StackExchange.Redis;

public sealed class ConnectionMultiplexer : IConnectionMultiplexer
{
    private ConnectionMultiplexer()
    {
    }

    public IDatabase GetDatabase(int db = -1, object? asyncState = null) => throw null!;
    public static Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration, TextWriter? log = null) => throw null!;
}
