namespace FunctionApp.Benchmarks.Host;

/// <summary>What one round of requests came to.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">The median time of a request, in milliseconds.</param>
/// <param name="P99">The time that one request in a hundred takes longer than, in milliseconds.</param>
/// <param name="ProcessorMicroseconds">Processor time a request, of the server and the load generator together: other work on the machine does not count.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99, double ProcessorMicroseconds);
