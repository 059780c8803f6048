using StackExchange.Redis;

namespace Microsoft.Extensions.Caching.StackExchangeRedis;

public class RedisCacheOptions
{
    public Func<Task<IConnectionMultiplexer>>? ConnectionMultiplexerFactory { get; set; }
}
