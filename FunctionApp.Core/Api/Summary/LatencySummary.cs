using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Api.Summary;

/// <summary>How long operations took, within 5 %. Milliseconds; 0 when there were none.</summary>
/// <param name="P50Ms">Half of them took at most this long.</param>
/// <param name="P95Ms">95 % of them did.</param>
/// <param name="P99Ms">99 % of them did.</param>
/// <param name="P95Series">The 95th percentile by step.</param>
public sealed record LatencySummary(double P50Ms, double P95Ms, double P99Ms, TimeSeries P95Series);
