namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>A rule that a stream is watched by, and how that goes.</summary>
public sealed record StreamMonitor
{
    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>The monitor's name; the rule for it is that of streams.</summary>
    public required string Name { get; init; }

    /// <summary>When its rule was set (UTC). What was found by another rule is forgotten then.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What is watched for.</summary>
    public required MonitorRule Rule { get; init; }

    /// <summary>Windows up to here have been judged; null before the first.</summary>
    public DateTimeOffset? JudgedThrough { get; init; }

    /// <summary>Windows from here to <see cref="SilentThrough"/> were judged by the clock, because no event closed them; null when there are none.</summary>
    public DateTimeOffset? SilentFrom { get; init; }

    /// <summary>See <see cref="SilentFrom"/>.</summary>
    public DateTimeOffset? SilentThrough { get; init; }

    /// <summary>How many windows in a row are out of bounds at the moment.</summary>
    public int Run { get; init; }

    /// <summary>The alert that is not over; null when all is well.</summary>
    public string? AlertId { get; init; }
}
