using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Merges the small segments of hours that are over, so that a report over months reads few blobs. Does a little at a time.</summary>
/// <remarks>
/// <para>
/// Neighbours of one writer become one segment, whose name covers their numbers and sums up their counts: from the moment that it is there,
/// readers take it for them. What it replaces is deleted when nobody can be reading it any more. A run that was cut short, or comes twice,
/// merges the same neighbours into the same segments.
/// </para>
/// <para>Pieces of dropped files stay as they are: by their names it is known which pieces are stored.</para>
/// </remarks>
public sealed class CompactSegments(
    StreamCatalog catalog,
    RollUpCursors cursors,
    SegmentList segments,
    IBlobStore blobs,
    IOptions<AnalyticsOptions> options,
    TimeProvider time) : IActivity<RollUpTarget, CompactedSegments>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<RollUpTarget, CompactedSegments> Name = new(nameof(CompactSegments));

    /// <summary>Segments that a turn merges or deletes, about, and that are merged into one at most: a second's work.</summary>
    private const int MaxSegmentsInTurn = 1_000;

    private readonly RollUpOptions _limits = options.Value.RollUp;

    /// <inheritdoc/>
    public async Task<CompactedSegments> RunAsync(RollUpTarget input, CancellationToken cancellationToken)
    {
        var (cursor, _) = await cursors.ReadAsync(input.Stream, cancellationToken);
        if (await catalog.FindSettingsAsync(input.Stream, cancellationToken) is not { } settings || cursor.State.Incarnation != settings.Incarnation)
        {
            return new(HasMore: false);
        }

        var blob = BlobOf(input.Stream, settings);
        var done = await blobs.ReadJsonAsync(blob, RollUpJson.Default.SegmentCompaction, cancellationToken) ?? new();
        var now = time.GetUtcNow();
        if (done.Through is { } merged && merged > (done.DroppedThrough ?? DateTimeOffset.MinValue))
        {
            if (now - done.At < _limits.KeepReplacedFor)
            {
                return new(HasMore: false);
            }

            if (!await DropAsync(input.Stream, done.DroppedThrough, merged, cancellationToken))
            {
                return new(HasMore: true);
            }

            done = done with { DroppedThrough = merged };
            await blobs.WriteJsonAsync(blob, done, RollUpJson.Default.SegmentCompaction, cancellationToken: cancellationToken);
        }

        if (Settled(cursor, now) is not { } through || through <= done.Through)
        {
            return new(HasMore: false);
        }

        if (!await MergeAsync(input.Stream, done.Through, through, cancellationToken))
        {
            return new(HasMore: true);
        }

        done = done with { Through = through, At = now };
        await blobs.WriteJsonAsync(blob, done, RollUpJson.Default.SegmentCompaction, cancellationToken: cancellationToken);
        return new(HasMore: false);
    }

    private static BlobRef BlobOf(string stream, StreamSettings settings)
        => new(AnalyticsContainers.RollUps, $"{StreamHome.Of(stream, settings.Incarnation)}/compaction.json");

    /// <summary>The end of the last hour whose segments are all there and applied, and that no writer reads back to recognise repetitions.</summary>
    private DateTimeOffset? Settled(RollUpCursor cursor, DateTimeOffset now)
    {
        var remembered = now - options.Value.Ingest.DeduplicationWindow;
        return cursor.SweptThrough is { } swept ? SegmentName.HourOf(swept < remembered ? swept : remembered) : null;
    }

    /// <summary>Merges what can be merged in some hours.</summary>
    /// <returns>Whether that was all.</returns>
    private async Task<bool> MergeAsync(string stream, DateTimeOffset? from, DateTimeOffset through, CancellationToken cancellationToken)
    {
        var left = MaxSegmentsInTurn;
        await foreach (var hour in segments.HoursAsync(stream, from, through.AddTicks(-1), cancellationToken))
        {
            foreach (var neighbours in Neighbours(hour))
            {
                if (left <= 0)
                {
                    return false;
                }

                await MergeAsync(neighbours, cancellationToken);
                left -= neighbours.Count;
            }
        }

        return true;
    }

    /// <summary>Groups of segments that become one each. They are the same, whichever of them have been merged already.</summary>
    private IEnumerable<List<StoredSegment>> Neighbours(SegmentHour hour)
    {
        foreach (var series in hour.Current.GroupBy(segment => (segment.Name.Writer, (segment.Name.Sequence - 1) / MaxSegmentsInTurn)))
        {
            var group = new List<StoredSegment>();
            var bytes = 0L;
            foreach (var segment in series.OrderBy(segment => segment.Name.Sequence))
            {
                var isPiece = segment.Name.Origin is not null;
                if (isPiece || bytes + segment.Bytes > _limits.CompactedSegmentBytes)
                {
                    if (group.Count > 1)
                    {
                        yield return group;
                    }

                    (group, bytes) = ([], 0);
                }

                if (!isPiece)
                {
                    group.Add(segment);
                    bytes += segment.Bytes;
                }
            }

            if (group.Count > 1)
            {
                yield return group;
            }
        }
    }

    private async Task MergeAsync(List<StoredSegment> neighbours, CancellationToken cancellationToken)
    {
        using var lines = new PooledBuffer((int)Math.Max(1, neighbours.Sum(segment => segment.Bytes)));
        foreach (var segment in neighbours.Where(segment => segment.Bytes > 0))
        {
            await using var content = await blobs.OpenReadAsync(segment.Name.Blob, cancellationToken: cancellationToken)
                ?? throw new FileNotFoundException($"Segment {segment.Name} is not there any more.");
            var bytes = lines.GetMemory((int)segment.Bytes)[..(int)segment.Bytes];
            await content.Stream.ReadExactlyAsync(bytes, cancellationToken);
            lines.Advance(bytes.Length);
        }

        var name = neighbours[0].Name with
        {
            MergedThrough = neighbours[^1].Name.Last,
            Accepted = neighbours.Sum(segment => segment.Name.Accepted),
            Rejected = neighbours.Sum(segment => segment.Name.Rejected),
            Duplicates = neighbours.Sum(segment => segment.Name.Duplicates),
        };
        await blobs.WriteAsync(name.Blob, new ReadOnlyMemoryStream(lines.Written), new() { ContentType = "application/x-ndjson" }, cancellationToken);
    }

    /// <summary>Deletes what has been replaced.</summary>
    /// <returns>Whether that was all.</returns>
    private async Task<bool> DropAsync(string stream, DateTimeOffset? from, DateTimeOffset through, CancellationToken cancellationToken)
    {
        var left = MaxSegmentsInTurn;
        await foreach (var hour in segments.HoursAsync(stream, from, through.AddTicks(-1), cancellationToken))
        {
            foreach (var segment in hour.Replaced)
            {
                if (left-- == 0)
                {
                    return false;
                }

                await blobs.DeleteAsync(segment.Name.Blob, cancellationToken: cancellationToken);
            }
        }

        return true;
    }
}
