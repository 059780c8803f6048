namespace FunctionApp.Core.Caching;

/// <summary>One kind of cached values: what it is called, how its values are written, and how long they are served.</summary>
/// <param name="Name">Unique among areas; begins the keys, and is <c>cache.name</c> in metrics.</param>
/// <param name="Format">How values are written. When their shape changes, change <see cref="CacheOptions.KeyPrefix"/> or the name.</param>
public sealed record CacheArea<T>(string Name, ICacheFormat<T> Format)
    where T : class
{
    /// <summary>How long a value may be served, give or take the jitter; <see cref="CacheOptions.DefaultTimeToLive"/> when null.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>
    /// How long a value is served without a second thought. From then on it is still served, while one caller's request has it computed
    /// anew in the background (RFC 5861). Null means for as long as it lives.
    /// </summary>
    public TimeSpan? FreshFor { get; init; }

    /// <summary>How long it is remembered that there is no value, which is what a computation says with null. Zero means not at all.</summary>
    public TimeSpan AbsentFor { get; init; } = TimeSpan.Zero;
}
