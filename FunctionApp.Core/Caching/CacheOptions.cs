using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Caching;

/// <summary>How computed values are cached. Bound from <c>Cache</c>.</summary>
public sealed record CacheOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Cache";

    /// <summary>How long an entry lives unless its caller says otherwise. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan DefaultTimeToLive { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How much of its time to live an entry may lose or gain at random, so that entries made together do not end together. Default 0.1.</summary>
    [Range(0, 0.9)]
    public double JitterRatio { get; set; } = 0.1;

    /// <summary>The longest a caller waits for the cache itself. Default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many of the recent look-ups must have failed for the cache to be left alone. Default 0.5.</summary>
    [Range(0.01, 1)]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>How long the cache is left alone when it keeps failing. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BypassPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Precedes every key. Change its version when the shape of what is cached changes: old entries are then never read. Default <c>functionapp:v1:</c>.</summary>
    [Required]
    public string KeyPrefix { get; set; } = "functionapp:v1:";

    /// <summary>The most bytes of one value; a larger one is served and not cached. Default 4 MB.</summary>
    [Range(0, 500_000_000)]
    public int MaxValueBytes { get; set; } = 4_000_000;

    /// <summary>The most stale values that are computed anew in the background at the same time. Default 8.</summary>
    [Range(0, 1_000)]
    public int MaxRefreshes { get; set; } = 8;

    /// <summary>The most bytes that the in-memory cache holds. Default 64 MB.</summary>
    [Range(0, long.MaxValue)]
    public long SizeLimitBytes { get; set; } = 64_000_000;
}
