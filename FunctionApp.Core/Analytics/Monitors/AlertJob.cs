namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>The input of <see cref="Alert"/>.</summary>
public sealed record AlertJob
{
    /// <summary>The alert: the id of its orchestration, made of the monitor and the window.</summary>
    public required string AlertId { get; init; }

    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>The monitor.</summary>
    public required string Monitor { get; init; }

    /// <summary>The monitor's rule at that time.</summary>
    public required MonitorRule Rule { get; init; }

    /// <summary>Where the window begins that was one too many.</summary>
    public required DateTimeOffset Window { get; init; }

    /// <summary>The metric in that window.</summary>
    public required double Value { get; init; }
}
