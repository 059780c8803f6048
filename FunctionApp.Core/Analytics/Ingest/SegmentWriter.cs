using System.Security.Cryptography;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Stores a stream's batches in segments, one segment after the other, and drops what has come before.</summary>
/// <remarks>
/// Batches that come while a segment is being written wait and go together into the next: one durable write for all of them. What is
/// remembered to recognise repetitions is looked up and added here only, in the order of the segments, and read back from recent segments
/// when the writer is new. So of one process no event that it remembers is stored twice; what several at once have both stored is found
/// when it is applied, for which a writer's first segment says what it knew of the others.
/// </remarks>
internal sealed class SegmentWriter(string stream, IBlobStore blobs, SegmentList segments, IngestOptions options, TimeProvider time)
{
    private const int MaxPieces = 10_000;

    /// <summary>Segments of other machines may be named a little ahead.</summary>
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<Submission> _waiting = [];
    private readonly DeduplicationMemory _memory = new(options.DeduplicationWindow, options.MaxRememberedEventsPerStream);
    private readonly Dictionary<string, SegmentName> _pieces = new(StringComparer.Ordinal);
    private readonly string _writer = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
    private DateTimeOffset? _remembersSince;
    private string _knows = "";
    private DateTimeOffset _lastTime;
    private long _sequence;
    private long _waitingBytes;
    private bool _isRunning;
    private bool _isRetired;

    /// <summary>How many events are remembered.</summary>
    public int Remembered { get; private set; }

    /// <summary>When the last batch came.</summary>
    public DateTimeOffset LastUsed { get; private set; }

    /// <summary>Hands over a batch, to be stored with the next segment.</summary>
    /// <returns>Null when the writer has been put aside; there is, or will be, another.</returns>
    public Submission? Submit(PreparedBatch batch, FilePiece? origin)
    {
        var submission = new Submission(batch, origin);
        lock (_lock)
        {
            if (_isRetired)
            {
                return null;
            }

            LastUsed = time.GetUtcNow();
            _waiting.Enqueue(submission);
            _waitingBytes += batch.Lines.Length;
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(WriteAllAsync);
            }
        }

        return submission;
    }

    /// <summary>Puts the writer aside, unless it is at work.</summary>
    public bool TryRetire()
    {
        lock (_lock)
        {
            return _isRetired |= !_isRunning;
        }
    }

    private async Task WriteAllAsync()
    {
        while (true)
        {
            List<Submission> group = [];
            try
            {
                await RememberAsync();
                await PaceAsync();
                group = TakeGroup();
                if (group.Count == 0)
                {
                    return;
                }

                await WriteAsync(group);
                group.ForEach(submission => submission.Complete());
            }
            catch (Exception exception)
            {
                // Whoever waits is told; the writer goes on with the next.
                if (group.Count == 0)
                {
                    group = TakeGroup();
                }

                group.ForEach(submission => submission.Fail(exception));
                if (group.Count == 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Small segments keep a distance, so that a steady trickle of small batches does not become a flood of small blobs.</summary>
    private async Task PaceAsync()
    {
        var wait = _lastTime + options.SegmentInterval - time.GetUtcNow();
        if (wait > TimeSpan.Zero && Interlocked.Read(ref _waitingBytes) < options.SegmentBytes)
        {
            await Task.Delay(wait < options.SegmentInterval ? wait : options.SegmentInterval, time);
        }
    }

    /// <summary>Takes what goes together: everything that was posted, up to a size, or one piece of a file by itself.</summary>
    private List<Submission> TakeGroup()
    {
        var group = new List<Submission>();
        var bytes = 0L;
        lock (_lock)
        {
            while (_waiting.TryPeek(out var next) && (group.Count == 0 || (next.Origin is null && bytes < 8L * options.SegmentBytes)))
            {
                group.Add(_waiting.Dequeue());
                bytes += next.Batch.Lines.Length;
                if (next.Origin is not null)
                {
                    break;
                }
            }

            _waitingBytes -= bytes;
            _isRunning = group.Count > 0;
        }

        return group;
    }

    private async Task WriteAsync(List<Submission> group)
    {
        if (group[0].Origin is { } piece && await FindAsync(piece) is { } stored)
        {
            group[0].Outcome = new(stored.Accepted, stored.Duplicates, IsRepetition: true);
            return;
        }

        var now = NextTime();
        using var lines = new PooledBuffer(Math.Max(1, group.Sum(submission => submission.Batch.Lines.Length)));
        var fresh = new HashSet<EventIdentity>();
        foreach (var submission in group)
        {
            submission.Outcome = Append(submission.Batch, lines, fresh);
        }

        var name = new SegmentName
        {
            Stream = stream,
            Time = now,
            Writer = _writer,
            Sequence = ++_sequence,
            Accepted = group.Sum(submission => submission.Outcome.Accepted),
            Rejected = group.Sum(submission => submission.Batch.Rejected),
            Duplicates = group.Sum(submission => submission.Outcome.Duplicates),
            Origin = group[0].Origin?.ToString(),
        };
        await StoreAsync(name, lines.Written);

        foreach (var identity in fresh)
        {
            _memory.Add(identity, now);
        }

        if (name.Origin is not null)
        {
            _pieces[name.Origin] = name;
            ForgetPieces(now);
        }

        Remembered = _memory.Count;
    }

    private CommittedBatch Append(PreparedBatch batch, PooledBuffer lines, HashSet<EventIdentity> fresh)
    {
        var bytes = batch.Lines.Span;
        var duplicates = 0;
        foreach (var line in batch.Events)
        {
            if (line.Identity.IsKnown && (_memory.Contains(line.Identity) || !fresh.Add(line.Identity)))
            {
                duplicates++;
                continue;
            }

            bytes.Slice(line.Offset, line.Length).CopyTo(lines.GetSpan(line.Length));
            lines.Advance(line.Length);
        }

        return new(batch.Events.Count - duplicates, duplicates);
    }

    private async Task StoreAsync(SegmentName name, ReadOnlyMemory<byte> lines)
    {
        try
        {
            await blobs.WriteAsync(name.Blob, new ReadOnlyMemoryStream(lines), OptionsFor(name));
        }
        catch (IOException)
        {
            // The write may have happened although its answer was lost. Then the sender must not be told to send again.
            if (await blobs.GetPropertiesAsync(name.Blob) is null)
            {
                throw;
            }
        }
    }

    /// <summary>Only the first segment says what was known: a property more makes a write dearer.</summary>
    private BlobWriteOptions OptionsFor(SegmentName name)
    {
        var plain = new BlobWriteOptions { ContentType = "application/x-ndjson" };
        return name.Sequence > 1 || _knows is "" ? plain : plain with
        {
            Metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [WriterKnowledge.MetadataName] = _knows },
        };
    }

    private DateTimeOffset NextTime()
    {
        var now = time.GetUtcNow();
        return _lastTime = now > _lastTime ? now : _lastTime.AddTicks(1);
    }

    /// <summary>Reads back from the youngest segments what a writer before this one has stored.</summary>
    private async Task RememberAsync()
    {
        if (_remembersSince is not null)
        {
            return;
        }

        var now = time.GetUtcNow();
        var since = now - options.DeduplicationWindow;
        var names = await ListAsync(since, now + MaxClockDifference);
        foreach (var name in names.Where(name => name.Origin is not null))
        {
            _pieces[name.Origin!] = name;
        }

        var events = 0L;
        var recent = names
            .OrderByDescending(name => name.Through)
            .TakeWhile(name => (events += name.Accepted) <= options.MaxRememberedEventsPerStream)
            .Reverse()
            .ToList();
        foreach (var name in recent.Where(name => name.Accepted > 0))
        {
            await SegmentEvents.ReadAsync(blobs, name, options.MaxDepth, (identity, _) =>
            {
                if (identity.IsKnown && !_memory.Contains(identity))
                {
                    _memory.Add(identity, name.Through);
                }
            });
        }

        _knows = WriterKnowledge.Of(names);

        if (names.Count > 0)
        {
            _lastTime = names.Max(name => name.Time);
        }

        Remembered = _memory.Count;
        _remembersSince = since;
    }

    /// <summary>The segment that a piece of a file is in: by memory, and by the names of segments older than that.</summary>
    private async Task<SegmentName?> FindAsync(FilePiece piece)
    {
        var origin = piece.ToString();
        if (_pieces.TryGetValue(origin, out var stored) || piece.Since >= _remembersSince)
        {
            return stored;
        }

        var older = await ListAsync(piece.Since, _remembersSince!.Value);
        return older.Find(name => name.Origin == origin);
    }

    private void ForgetPieces(DateTimeOffset now)
    {
        if (_pieces.Count <= MaxPieces)
        {
            return;
        }

        _remembersSince = now - options.DeduplicationWindow;
        foreach (var (origin, name) in _pieces)
        {
            if (name.Time < _remembersSince)
            {
                _pieces.Remove(origin);
            }
        }
    }

    private async Task<List<SegmentName>> ListAsync(DateTimeOffset from, DateTimeOffset to)
    {
        var names = new List<SegmentName>();
        await foreach (var segment in segments.ReadAsync(stream, from, to))
        {
            names.Add(segment.Name);
        }

        return names;
    }
}
