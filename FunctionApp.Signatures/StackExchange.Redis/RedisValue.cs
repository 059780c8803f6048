namespace StackExchange.Redis;

public readonly struct RedisValue
{
    public static implicit operator RedisValue(long value) => throw null!;
}
