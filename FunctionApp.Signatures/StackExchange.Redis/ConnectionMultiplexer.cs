namespace StackExchange.Redis;

public sealed class ConnectionMultiplexer : IConnectionMultiplexer
{
    private ConnectionMultiplexer()
    {
    }

    public static Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration, TextWriter? log = null) => throw null!;
}
