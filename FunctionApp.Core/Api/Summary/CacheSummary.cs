using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Api.Summary;

/// <summary>What the cache is good for.</summary>
/// <param name="Requests">Look-ups since the instance started.</param>
/// <param name="Hits">Look-ups that found something, stale included.</param>
/// <param name="HitRatio">Hits among the look-ups that <see cref="Throughput"/> shows, 0 to 1; null when there were none.</param>
/// <param name="Throughput">Look-ups a second, by step.</param>
/// <param name="HitThroughput">Hits a second, by step.</param>
public sealed record CacheSummary(long Requests, long Hits, double? HitRatio, TimeSeries Throughput, TimeSeries HitThroughput);
