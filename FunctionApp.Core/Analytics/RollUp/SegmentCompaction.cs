namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>How far the merging of a stream's small segments is. Kept beside the cursor, so that neither waits for the other.</summary>
internal sealed record SegmentCompaction
{
    /// <summary>The segments before this moment have been merged; null before the first time.</summary>
    public DateTimeOffset? Through { get; init; }

    /// <summary>When that was (UTC).</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What was replaced by merging before this moment has been deleted.</summary>
    public DateTimeOffset? DroppedThrough { get; init; }
}
