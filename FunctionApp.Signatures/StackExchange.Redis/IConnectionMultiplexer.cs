namespace StackExchange.Redis;

public interface IConnectionMultiplexer
{
    IDatabase GetDatabase(int db = -1, object? asyncState = null);
}
