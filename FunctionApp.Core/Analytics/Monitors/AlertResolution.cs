namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>Why an alert is over.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="Reason">In one sentence.</param>
public sealed record AlertResolution(string AlertId, string Reason);
