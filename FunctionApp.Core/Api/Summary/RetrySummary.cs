using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Api.Summary;

/// <summary>Attempts after the first, of calls to other services.</summary>
/// <param name="Total">How many since the instance started.</param>
/// <param name="Throughput">How many a second, by step.</param>
public sealed record RetrySummary(long Total, TimeSeries Throughput);
