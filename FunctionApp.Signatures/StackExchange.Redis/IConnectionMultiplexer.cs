namespace StackExchange.Redis;

public interface IConnectionMultiplexer
{
}
