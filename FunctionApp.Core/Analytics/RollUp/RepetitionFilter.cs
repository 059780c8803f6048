using System.Collections.Concurrent;
using System.Security.Cryptography;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Finds the events that two processes have both accepted, because neither could know what the other was storing.</summary>
/// <remarks>
/// <para>
/// A writer's memory covers its own segments and those that were there when it began. What it cannot cover are segments that another writer
/// stored later; only those are compared here, by the one roll-up of the stream, so that with one process nothing is read twice. Of the copies
/// of an event the one that is applied first stays. A segment that loses some is replaced by one with another name, for which a draft is
/// written: nobody sees it before the plan that names it is durable.
/// </para>
/// <para>
/// What is remembered is read from segments that have been applied, and only spares reading them again: a process that remembers nothing
/// comes to the same result.
/// </para>
/// </remarks>
public sealed class RepetitionFilter(SegmentList segments, IBlobStore blobs, IOptions<AnalyticsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Recollection> _recollections = new(StringComparer.Ordinal);
    private readonly IngestOptions _ingest = options.Value.Ingest;

    /// <summary>Leaves out what has been applied before.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cursor">Where its roll-up is.</param>
    /// <param name="taken">The segments that come next, in order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<FilteredSegments> FilterAsync(
        string stream, RollUpCursor cursor, IReadOnlyList<SegmentName> taken, CancellationToken cancellationToken)
    {
        var (marks, suspects) = await MarkAsync(cursor, taken, cancellationToken);
        return suspects.Count == 0
            ? new(taken, new Dictionary<string, string>(), marks)
            : await CompareAsync(stream, cursor, taken, suspects, marks, cancellationToken);
    }

    /// <summary>Moves the marks on, and finds the segments that may repeat events of another writer's.</summary>
    private async Task<(Dictionary<string, WriterMark> Marks, HashSet<SegmentName> Suspects)> MarkAsync(
        RollUpCursor cursor, IReadOnlyList<SegmentName> taken, CancellationToken cancellationToken)
    {
        var marks = cursor.Writers.ToDictionary(StringComparer.Ordinal);
        var suspects = new HashSet<SegmentName>();
        var number = cursor.Segments;
        foreach (var name in taken)
        {
            number++;
            var mine = marks.GetValueOrDefault(name.Writer) ?? await BeginAsync(name, marks, number, cancellationToken);
            if (marks.Any(other => other.Key != name.Writer && other.Value.Time >= name.Time - _ingest.DeduplicationWindow && mine.MayRepeat(other.Key, other.Value)))
            {
                suspects.Add(name);
            }

            marks[name.Writer] = mine with { Sequence = name.Last, Time = name.Time, Latest = number };
        }

        return (marks, suspects);
    }

    private async Task<WriterMark> BeginAsync(SegmentName name, Dictionary<string, WriterMark> others, long number, CancellationToken cancellationToken)
    {
        var mark = new WriterMark(Sequence: 0, name.Time, First: number, Latest: number);
        if (others.Count == 0)
        {
            return mark;
        }

        var metadata = (await blobs.GetPropertiesAsync(name.Blob, cancellationToken))?.Metadata;
        var known = WriterKnowledge.Parse(metadata?.GetValueOrDefault(WriterKnowledge.MetadataName));
        return mark with { Unknown = [.. others.Where(other => known.GetValueOrDefault(other.Key) < other.Value.Sequence).Select(other => other.Key)] };
    }

    private async Task<FilteredSegments> CompareAsync(
        string stream,
        RollUpCursor cursor,
        IReadOnlyList<SegmentName> taken,
        HashSet<SegmentName> suspects,
        IReadOnlyDictionary<string, WriterMark> marks,
        CancellationToken cancellationToken)
    {
        var recollection = _recollections.GetOrAdd(
            StreamHome.Of(stream, cursor.State.Incarnation), _ => new(_ingest.DeduplicationWindow, _ingest.MaxRememberedEventsPerStream));
        await recollection.Turn.WaitAsync(cancellationToken);
        try
        {
            await RecollectAsync(stream, cursor, recollection, cancellationToken);
            var names = new List<SegmentName>();
            var drafts = new Dictionary<string, string>(StringComparer.Ordinal);
            var applied = new HashSet<EventIdentity>();
            foreach (var name in taken)
            {
                var kept = await FilterAsync(stream, cursor, name, suspects.Contains(name), recollection, applied, cancellationToken);
                names.Add(kept.Name);
                if (kept.Draft is not null)
                {
                    drafts[kept.Name.ToString()] = kept.Draft;
                }
            }

            return new(names, drafts, marks);
        }
        finally
        {
            recollection.Turn.Release();
            LetGoBeyondLimit(recollection);
        }
    }

    /// <summary>Leaves the repetitions out of one segment, and adds its events to those that come before the next.</summary>
    private async Task<(SegmentName Name, string? Draft)> FilterAsync(
        string stream,
        RollUpCursor cursor,
        SegmentName name,
        bool isSuspect,
        Recollection recollection,
        HashSet<EventIdentity> applied,
        CancellationToken cancellationToken)
    {
        using var kept = new PooledBuffer(Math.Max(1, _ingest.SegmentBytes));
        var repetitions = 0;
        var fresh = new List<EventIdentity>();
        await SegmentEvents.ReadAsync(blobs, name, _ingest.MaxDepth, KeepNew, cancellationToken);
        applied.UnionWith(fresh);
        if (repetitions == 0)
        {
            return (name, null);
        }

        var draft = $"{StreamHome.Of(stream, cursor.State.Incarnation)}/drafts/{name.Writer}-{name.Sequence}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        await blobs.WriteAsync(new(AnalyticsContainers.RollUps, draft), new ReadOnlyMemoryStream(kept.Written), cancellationToken: cancellationToken);
        return (name with { Accepted = name.Accepted - repetitions, Duplicates = name.Duplicates + repetitions }, draft);

        void KeepNew(EventIdentity identity, ReadOnlySpan<byte> line)
        {
            if (isSuspect && identity.IsKnown && (recollection.Memory.Contains(identity) || applied.Contains(identity)))
            {
                repetitions++;
                return;
            }

            fresh.Add(identity);
            var span = kept.GetSpan(line.Length + 1);
            line.CopyTo(span);
            span[line.Length] = (byte)'\n';
            kept.Advance(line.Length + 1);
        }
    }

    /// <summary>Reads the youngest of the applied segments that have not been read yet.</summary>
    private async Task RecollectAsync(string stream, RollUpCursor cursor, Recollection recollection, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now - _ingest.DeduplicationWindow;
        since = recollection.SweptThrough > since ? recollection.SweptThrough.Value : since;
        var unread = new List<StoredSegment>();
        await foreach (var segment in segments.RecentAsync(stream, since, now + MaxClockDifference, cancellationToken))
        {
            if (segment.Name.Sequence > recollection.Through.GetValueOrDefault(segment.Name.Writer) && cursor.HasApplied(segment.Name))
            {
                unread.Add(segment);
            }
        }

        var events = 0L;
        var read = SegmentHour.Of(unread).Current
            .Select(segment => segment.Name)
            .OrderByDescending(name => name.Through)
            .TakeWhile(name => (events += name.Accepted) <= _ingest.MaxRememberedEventsPerStream)
            .Reverse();
        foreach (var name in read)
        {
            await SegmentEvents.ReadAsync(
                blobs,
                name,
                _ingest.MaxDepth,
                (identity, _) =>
                {
                    if (identity.IsKnown && !recollection.Memory.Contains(identity))
                    {
                        recollection.Memory.Add(identity, name.Through);
                    }
                },
                cancellationToken);
        }

        recollection.Note(unread, cursor.SweptThrough, now);
    }

    /// <summary>Forgets the streams that were not compared for longest, when all together take too much memory.</summary>
    private void LetGoBeyondLimit(Recollection current)
    {
        var remembered = _recollections.Values.Sum(recollection => (long)recollection.Remembered);
        foreach (var (home, recollection) in _recollections.OrderBy(entry => entry.Value.LastUsed).ToList())
        {
            if (recollection != current && (remembered > _ingest.MaxRememberedEvents || recollection.LastUsed < current.LastUsed - _ingest.DeduplicationWindow))
            {
                _recollections.TryRemove(home, out _);
                remembered -= recollection.Remembered;
            }
        }
    }

    /// <summary>The events of a stream's applied segments, as far as they have been read.</summary>
    private sealed class Recollection(TimeSpan window, int capacity)
    {
        /// <summary>One at a time may use it.</summary>
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public DeduplicationMemory Memory { get; } = new(window, capacity);

        /// <summary>By writer, the last segment that was read.</summary>
        public Dictionary<string, long> Through { get; } = new(StringComparer.Ordinal);

        public int Remembered { get; private set; }

        public DateTimeOffset LastUsed { get; private set; }

        /// <summary>Segments before this moment had all been applied when they were last looked for.</summary>
        public DateTimeOffset? SweptThrough { get; private set; }

        public void Note(IEnumerable<StoredSegment> read, DateTimeOffset? sweptThrough, DateTimeOffset now)
        {
            foreach (var name in read.Select(segment => segment.Name))
            {
                Through[name.Writer] = Math.Max(Through.GetValueOrDefault(name.Writer), name.Last);
            }

            (Remembered, SweptThrough, LastUsed) = (Memory.Count, sweptThrough, now);
        }
    }
}
