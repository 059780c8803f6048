namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>What came of a turn of <see cref="CompactSegments"/>.</summary>
/// <param name="HasMore">Whether there is more to do at once.</param>
public sealed record CompactedSegments(bool HasMore);
