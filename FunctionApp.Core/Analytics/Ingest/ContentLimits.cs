namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>How much content may be sent, and how far it may unfold.</summary>
/// <param name="MaxBytes">Bytes as sent.</param>
/// <param name="MaxUnfoldedBytes">Bytes after decompression.</param>
/// <param name="MaxRatio">The one by the other.</param>
internal readonly record struct ContentLimits(long MaxBytes, long MaxUnfoldedBytes, int MaxRatio);
