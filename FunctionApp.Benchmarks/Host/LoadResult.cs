namespace FunctionApp.Benchmarks.Host;

/// <summary>What one round of requests came to.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">The median time of a request, in milliseconds.</param>
/// <param name="P99">The time that one request in a hundred takes longer than, in milliseconds.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99);
