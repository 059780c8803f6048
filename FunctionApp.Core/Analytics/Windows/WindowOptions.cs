using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Analytics.Windows;

/// <summary>How long windows are kept, and how many in memory. Bound from <c>Analytics:Windows</c>.</summary>
public sealed record WindowOptions
{
    /// <summary>How long a stream's own windows are kept, by its clock; after that there are hours. Default 35 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan KeepBaseWindowsFor { get; init; } = TimeSpan.FromDays(35);

    /// <summary>How long hours are kept; after that there are days. Default 400 days.</summary>
    [Range(typeof(TimeSpan), "2.00:00:00", "36500.00:00:00")]
    public TimeSpan KeepHoursFor { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Most bytes of windows that are kept ready in memory. Default 128 MB.</summary>
    [Range(1_000_000, 100_000_000_000)]
    public long CacheBytes { get; init; } = 128_000_000;
}
