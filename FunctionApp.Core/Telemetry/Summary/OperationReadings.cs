namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>What was measured of one kind of operation.</summary>
/// <param name="Total">Operations since the process started, failures included.</param>
/// <param name="Failed">Failures among them.</param>
/// <param name="PerSecond">Operations a second, over the last minute.</param>
/// <param name="Throughput">Operations a second, by step.</param>
/// <param name="Failures">Failures a second, by step.</param>
/// <param name="Latency">How long they took; null when that is not measured, or nothing was.</param>
public sealed record OperationReadings(
    long Total, long Failed, double PerSecond, TimeSeries Throughput, TimeSeries Failures, LatencyReadings? Latency);
