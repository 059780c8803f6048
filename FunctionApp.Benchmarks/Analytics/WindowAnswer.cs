namespace FunctionApp.Benchmarks.Analytics;

/// <summary>What somebody answers about one minute.</summary>
/// <param name="Start">The minute's beginning, in milliseconds since 1970.</param>
/// <param name="Count">Events.</param>
/// <param name="Uniques">Distinct values of a field.</param>
/// <param name="Quantiles">p50, p95 and p99 of the value.</param>
/// <param name="Top">The ten most frequent values of a field.</param>
internal sealed record WindowAnswer(long Start, long Count, double Uniques, IReadOnlyList<double> Quantiles, IReadOnlyList<string> Top);
