namespace StackExchange.Redis;

public readonly struct RedisKey
{
    public static implicit operator RedisKey(string? key) => throw null!;
}
