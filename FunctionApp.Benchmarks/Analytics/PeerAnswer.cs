namespace FunctionApp.Benchmarks.Analytics;

/// <summary>What one side answers, having done the same several times in one process.</summary>
/// <param name="Seconds">How long each pass took; the first includes what is compiled or loaded on the way.</param>
/// <param name="CpuSeconds">What each pass took of all processors.</param>
/// <param name="PeakBytes">Most resident memory of the process.</param>
/// <param name="Windows">The answer of the last pass, in order of time.</param>
internal sealed record PeerAnswer(IReadOnlyList<double> Seconds, IReadOnlyList<double> CpuSeconds, long PeakBytes, IReadOnlyList<WindowAnswer> Windows);
