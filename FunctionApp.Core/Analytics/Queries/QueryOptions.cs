using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>How much a query may ask for. Bound from <c>Analytics:Queries</c>.</summary>
public sealed record QueryOptions
{
    /// <summary>Most windows in an answer; for more, the answer is 400 and names a size that fits. Default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxWindows { get; init; } = 50_000;

    /// <summary>How many times its hop a window may be long. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxOverlap { get; init; } = 100;

    /// <summary>Most terms in an answer. Default 500.</summary>
    [Range(1, 10_000)]
    public int MaxTerms { get; init; } = 500;

    /// <summary>Most windows before the range that anomalies are judged by. Default 20,000.</summary>
    [Range(100, 1_000_000)]
    public int MaxHistoryWindows { get; init; } = 20_000;

    /// <summary>Most bytes of events that sessions are computed from; for more, ask for a report. Default 256 MB.</summary>
    [Range(1, 100_000_000_000)]
    public long MaxSessionBytes { get; init; } = 256_000_000;

    /// <summary>Most events that sessions are computed from; 16 bytes of memory each. Default 2,000,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxSessionEvents { get; init; } = 2_000_000;

    /// <summary>How long answers over closed windows are cached: they do not change. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan ClosedTimeToLive { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long answers over open windows are cached; a change of the stream gives them another key. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OpenTimeToLive { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most live connections of this process; one more is answered with 503. Default 200.</summary>
    [Range(0, 100_000)]
    public int MaxLiveConnections { get; init; } = 200;

    /// <summary>How often a live connection looks for news. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan LiveInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a live connection is silent at most. Default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);
}
