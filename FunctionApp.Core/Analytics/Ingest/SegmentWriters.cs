using System.Collections.Concurrent;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>The writers of the streams that are in use. Those that have been quiet longest are put aside when they remember too much together.</summary>
public sealed class SegmentWriters(IBlobStore blobs, SegmentList segments, IOptions<AnalyticsOptions> options, TimeProvider time)
{
    /// <summary>A writer is an object or two even when it remembers nothing.</summary>
    private const int MaxWriters = 1_000;

    /// <summary>How many batches are stored between two looks at what the writers remember.</summary>
    private const int LookEvery = 64;

    private readonly ConcurrentDictionary<string, SegmentWriter> _writers = new(StringComparer.Ordinal);
    private int _batches;

    /// <summary>How many writers there are.</summary>
    internal int Count => _writers.Count;

    /// <summary>Stores a batch.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="incarnation">Which stream of that name: what was posted to an earlier one is not remembered.</param>
    /// <param name="batch">What to store; must live until the task has ended.</param>
    /// <param name="origin">The piece of a file that it is; null when it was posted.</param>
    /// <returns>Completes when the batch is durable. It cannot be cancelled: a batch that waits is stored.</returns>
    internal async Task<CommittedBatch> CommitAsync(string stream, string? incarnation, PreparedBatch batch, FilePiece? origin = null)
    {
        var home = StreamHome.Of(stream, incarnation);
        while (true)
        {
            var writer = _writers.GetOrAdd(home, _ => new(stream, blobs, segments, options.Value.Ingest, time));
            if (writer.Submit(batch, origin) is { } submission)
            {
                var committed = await submission.Committed;
                if (Interlocked.Increment(ref _batches) % LookEvery == 0)
                {
                    PutQuietOnesAside(except: writer);
                }

                return committed;
            }

            Remove(home, writer);
        }
    }

    /// <summary>Forgets what is known of a stream.</summary>
    internal void Forget(string stream)
    {
        foreach (var home in _writers.Keys.Where(home => StreamHome.IsOf(home, stream)))
        {
            _writers.TryRemove(home, out _);
        }
    }

    private void PutQuietOnesAside(SegmentWriter except)
    {
        var remembered = _writers.Values.Sum(writer => (long)writer.Remembered);
        if (remembered <= options.Value.Ingest.MaxRememberedEvents && _writers.Count <= MaxWriters)
        {
            return;
        }

        foreach (var (home, writer) in _writers.Where(entry => entry.Value != except).OrderBy(entry => entry.Value.LastUsed).ToList())
        {
            if (remembered <= options.Value.Ingest.MaxRememberedEvents && _writers.Count <= MaxWriters)
            {
                return;
            }

            if (writer.TryRetire())
            {
                remembered -= writer.Remembered;
                Remove(home, writer);
            }
        }
    }

    private void Remove(string home, SegmentWriter writer) => _writers.TryRemove(new(home, writer));
}
