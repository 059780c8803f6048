using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>How streams are watched. Bound from <c>Analytics:Monitors</c>.</summary>
public sealed record MonitorOptions
{
    /// <summary>Most monitors of a stream. Default 50.</summary>
    [Range(0, 10_000)]
    public int MaxPerStream { get; init; } = 50;

    /// <summary>How often a stream that is watched and silent is looked at: silence is judged by the clock. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SilenceInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most windows that are judged at once; of a stream that was silent for longer, the earlier ones are passed over. Default 1,440.</summary>
    [Range(1, 100_000)]
    public int MaxWindowsAtOnce { get; init; } = 1_440;
}
