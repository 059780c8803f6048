namespace FunctionApp.Core.Analytics.Segments;

/// <summary>A segment that is there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length.</param>
public sealed record StoredSegment(SegmentName Name, long Bytes);
