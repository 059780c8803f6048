namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>A monitor as it is stored. Changed by compare-and-swap only.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="LastVerdict">What was to be done after the last windows were judged, for the case that nobody heard of it.</param>
internal sealed record MonitorRecord(StreamMonitor Monitor, MonitorVerdict LastVerdict);
