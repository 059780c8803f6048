namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>How long operations took, in milliseconds; 0 when there were none.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="P95Series">The 95th percentile, by step.</param>
public sealed record LatencyReadings(double P50, double P95, double P99, TimeSeries P95Series);
