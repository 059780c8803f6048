namespace StackExchange.Redis;

public abstract class RedisResult
{
    public static explicit operator long[]?(RedisResult? result) => throw null!;
}
