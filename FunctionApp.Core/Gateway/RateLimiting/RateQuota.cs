using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Gateway.RateLimiting;

/// <summary>A token bucket: how much it holds, and how long it takes to fill.</summary>
public sealed record RateQuota
{
    /// <summary>Calls in a window; all of them may come at once.</summary>
    [Range(1, 10_000_000)]
    public int Quota { get; init; }

    /// <summary>How long an empty quota takes to be whole again; it comes back evenly. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);
}
