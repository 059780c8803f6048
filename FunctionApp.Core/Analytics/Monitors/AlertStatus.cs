using FunctionApp.Core.Analytics.Queries;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>An alert: the custom status of its orchestration, in the end its output, and what notifications carry.</summary>
public sealed record AlertStatus
{
    /// <summary>The alert.</summary>
    public required string AlertId { get; init; }

    /// <summary>Where it stands.</summary>
    public required AlertState State { get; init; }

    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>The monitor.</summary>
    public required string Monitor { get; init; }

    /// <summary>What is watched.</summary>
    public required StreamMetric Metric { get; init; }

    /// <summary>Where the window begins that was one too many.</summary>
    public required DateTimeOffset Window { get; init; }

    /// <summary>The metric in that window.</summary>
    public required double Value { get; init; }

    /// <summary>When the alert began; null in the moment before.</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    /// <summary>When it was escalated; null when it was not.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>When somebody saw it; null when nobody has.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who saw it, and what they think of it; null when nobody has.</summary>
    public Acknowledgement? Acknowledgement { get; init; }

    /// <summary>When it was over; null while it is not.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Why it was over; null while it is not.</summary>
    public string? Resolution { get; init; }

    internal static AlertStatus Of(AlertJob job) => new()
    {
        AlertId = job.AlertId,
        State = AlertState.Firing,
        Stream = job.Stream,
        Monitor = job.Monitor,
        Metric = job.Rule.Metric,
        Window = job.Window,
        Value = job.Value,
    };
}
