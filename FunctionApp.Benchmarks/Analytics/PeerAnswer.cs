namespace FunctionApp.Benchmarks.Analytics;

/// <summary>What one side needed, and what it answered.</summary>
/// <param name="Seconds">From the first byte read to the last answer; starting the process is left out.</param>
/// <param name="PeakBytes">The most memory that the process had (VmHWM).</param>
/// <param name="Windows">Its answers.</param>
internal sealed record PeerAnswer(double Seconds, long PeakBytes, IReadOnlyList<WindowAnswer> Windows);
