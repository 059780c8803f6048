using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Which segments of a stream are in its windows. Changed by compare-and-swap only.</summary>
internal sealed record RollUpCursor
{
    /// <summary>What the rest of the world may know.</summary>
    public StreamState State { get; init; } = new();

    /// <summary>
    /// Number of the last segment that was applied, by writer. A writer's segments become visible in the order of their numbers, so
    /// everything up to there has been applied, and nothing beyond. Marks are dropped when no segment of the time can come any more,
    /// and no event of the time is remembered.
    /// </summary>
    public IReadOnlyDictionary<string, WriterMark> Writers { get; init; } = new Dictionary<string, WriterMark>(StringComparer.Ordinal);

    /// <summary>How many segments have been applied.</summary>
    public long Segments { get; init; }

    /// <summary>No segment with an earlier time can become visible any more; null before the first sweep.</summary>
    public DateTimeOffset? SweptThrough { get; init; }

    /// <summary>When the minutes since <see cref="SweptThrough"/> were last looked through.</summary>
    public DateTimeOffset? SweptAt { get; init; }

    /// <summary>The roll-up that was begun and is not finished; it is finished before another begins.</summary>
    public RollUpPlan? Pending { get; init; }

    /// <summary>Whether a segment is in the windows.</summary>
    public bool HasApplied(SegmentName segment)
        => Writers.TryGetValue(segment.Writer, out var mark) ? segment.Last <= mark.Sequence : segment.Time < SweptThrough;

    /// <summary>Where a stream's cursor is kept.</summary>
    public static BlobRef BlobOf(string stream) => new(AnalyticsContainers.RollUps, $"{stream}.json");
}
