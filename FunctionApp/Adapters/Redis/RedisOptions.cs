namespace FunctionApp.Adapters.Redis;

/// <summary>The shared cache. With neither setting each instance caches in its own memory. Bound from <c>Redis</c>.</summary>
internal sealed record RedisOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Redis";

    /// <summary>A connection string with an access key, for a Redis that has keys.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Host and port, such as <c>name.region.redis.azure.net:10000</c>, for a Redis that takes Entra tokens.</summary>
    public string? Endpoint { get; init; }
}
