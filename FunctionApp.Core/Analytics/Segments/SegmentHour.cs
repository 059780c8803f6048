namespace FunctionApp.Core.Analytics.Segments;

/// <summary>The segments of one hour: those that count, and those in whose place others have come and that are going to be deleted.</summary>
/// <param name="Current">Every event once, in order of time.</param>
/// <param name="Replaced">What is in <paramref name="Current"/> too, or has been found to be a repetition.</param>
public sealed record SegmentHour(IReadOnlyList<StoredSegment> Current, IReadOnlyList<StoredSegment> Replaced)
{
    /// <summary>Tells apart what counts and what has been replaced, by names alone.</summary>
    /// <remarks>
    /// A segment replaces those of its writer whose numbers it covers. Of two with the same numbers the one with fewer events does: the
    /// other had repetitions in it.
    /// </remarks>
    public static SegmentHour Of(IEnumerable<StoredSegment> stored)
    {
        List<StoredSegment> current = [];
        List<StoredSegment> replaced = [];
        foreach (var writer in stored.GroupBy(segment => segment.Name.Writer))
        {
            var through = 0L;
            foreach (var segment in writer.OrderBy(one => one.Name.Sequence).ThenByDescending(one => one.Name.Last).ThenBy(one => one.Name.Accepted))
            {
                (segment.Name.Last > through ? current : replaced).Add(segment);
                through = Math.Max(through, segment.Name.Last);
            }
        }

        current.Sort((one, other) => one.Name.Time.CompareTo(other.Name.Time));
        return new(current, replaced);
    }
}
