using System.Runtime.CompilerServices;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Analytics.Segments;

/// <summary>Lists the segments of streams as readers are to see them: every event once, whatever is being merged meanwhile.</summary>
/// <remarks>What has been replaced stays for a while, so a list that was begun before a replacement leads to the same events as one after it.</remarks>
public sealed class SegmentList(IBlobStore blobs)
{
    /// <summary>Where more days are asked for, one list of everything is quicker than one of each.</summary>
    private static readonly TimeSpan LongestByPrefix = TimeSpan.FromDays(100);

    /// <summary>Lists the segments that can hold events written between two moments, in order of time.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="from">The first moment; null means from the beginning.</param>
    /// <param name="to">The last moment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<StoredSegment> ReadAsync(
        string stream, DateTimeOffset? from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var hour in HoursAsync(stream, from, to, cancellationToken))
        {
            foreach (var segment in hour.Current)
            {
                if (segment.Name.Time <= to && (from is null || segment.Name.Through >= from))
                {
                    yield return segment;
                }
            }
        }
    }

    /// <summary>Lists the segments that were written between two moments, as they were written: what is recent has not been merged.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="from">The first moment; null means from the beginning.</param>
    /// <param name="to">The last moment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>By minute; some more may be among them that were written in the same minute as the first or last.</returns>
    public async IAsyncEnumerable<StoredSegment> RecentAsync(
        string stream, DateTimeOffset? from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var prefix in from is null ? [$"{stream}/"] : SegmentName.Prefixes(stream, from.Value, to))
        {
            await foreach (var blob in blobs.ListAllAsync(AnalyticsContainers.Segments, prefix, cancellationToken))
            {
                if (SegmentName.Parse(blob.Name) is { } name)
                {
                    yield return new(name, blob.Length);
                }
            }
        }
    }

    /// <summary>Lists the hours that have segments and lie, if only in part, between two moments.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="from">The first moment; null means from the beginning.</param>
    /// <param name="to">The last moment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<SegmentHour> HoursAsync(
        string stream, DateTimeOffset? from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var hour = new List<StoredSegment>();
        var first = from is null ? DateTimeOffset.MinValue : SegmentName.HourOf(from.Value);
        var prefixes = from is null || to - from > LongestByPrefix
            ? [$"{stream}/"]
            : SegmentName.Prefixes(stream, first, SegmentName.HourOf(to).AddHours(1));
        foreach (var prefix in prefixes)
        {
            await foreach (var blob in blobs.ListAllAsync(AnalyticsContainers.Segments, prefix, cancellationToken))
            {
                if (SegmentName.Parse(blob.Name) is not { } name || name.Time < first || name.Time > to)
                {
                    continue;
                }

                if (hour.Count > 0 && SegmentName.HourOf(hour[0].Name.Time) != SegmentName.HourOf(name.Time))
                {
                    yield return SegmentHour.Of(hour);
                    hour.Clear();
                }

                hour.Add(new(name, blob.Length));
            }
        }

        if (hour.Count > 0)
        {
            yield return SegmentHour.Of(hour);
        }
    }
}
