namespace StackExchange.Redis;

public interface IDatabase : IDatabaseAsync
{
}
