namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Takes an event that came too late to be counted.</summary>
/// <param name="line">Its line, without the line feed; valid during the call only.</param>
public delegate void LateLineHandler(ReadOnlySpan<byte> line);
