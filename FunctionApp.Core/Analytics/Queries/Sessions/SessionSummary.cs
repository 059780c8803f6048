namespace FunctionApp.Core.Analytics.Queries.Sessions;

/// <summary>Sessions of all subjects: runs of events of one subject with no gap longer than the timeout.</summary>
public sealed record SessionSummary
{
    /// <summary>Sessions that began in the range.</summary>
    public required long Sessions { get; init; }

    /// <summary>Subjects with at least one such session.</summary>
    public required long Subjects { get; init; }

    /// <summary>Events in these sessions.</summary>
    public required long Events { get; init; }

    /// <summary>Sessions of a single event.</summary>
    public required long Bounces { get; init; }

    /// <summary>Share of sessions of a single event; null without sessions.</summary>
    public double? BounceRate { get; init; }

    /// <summary>Mean events in a session; null without sessions.</summary>
    public double? EventsPerSession { get; init; }

    /// <summary>Mean time from first to last event, in seconds; null without sessions.</summary>
    public double? MeanSeconds { get; init; }

    /// <summary>Half of the sessions are not longer than this many seconds; null without sessions.</summary>
    public double? P50Seconds { get; init; }

    /// <summary>95 % of the sessions are not longer than this many seconds; null without sessions.</summary>
    public double? P95Seconds { get; init; }

    /// <summary>99 % of the sessions are not longer than this many seconds; null without sessions.</summary>
    public double? P99Seconds { get; init; }
}
