namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>What is to be done after windows were judged.</summary>
/// <param name="Raised">Alerts to begin, by time.</param>
/// <param name="Resolved">Alerts to end, by time; some may have begun just before.</param>
public sealed record MonitorVerdict(IReadOnlyList<AlertJob> Raised, IReadOnlyList<AlertResolution> Resolved)
{
    /// <summary>Nothing to do.</summary>
    public static MonitorVerdict Nothing { get; } = new([], []);
}
