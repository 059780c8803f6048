using System.Collections.Concurrent;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>The writers of the streams that are in use. Those that have been quiet longest are put aside when they remember too much together.</summary>
public sealed class SegmentWriters(IBlobStore blobs, IOptions<AnalyticsOptions> options, TimeProvider time)
{
    /// <summary>A writer is an object or two even when it remembers nothing.</summary>
    private const int MaxWriters = 1_000;

    /// <summary>How many batches are stored between two looks at what the writers remember.</summary>
    private const int LookEvery = 64;

    private readonly ConcurrentDictionary<string, SegmentWriter> _writers = new(StringComparer.Ordinal);
    private int _batches;

    /// <summary>Stores a batch.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="batch">What to store; must live until the task has ended.</param>
    /// <param name="origin">The piece of a file that it is; null when it was posted.</param>
    /// <returns>Completes when the batch is durable. It cannot be cancelled: a batch that waits is stored.</returns>
    internal async Task<CommittedBatch> CommitAsync(string stream, PreparedBatch batch, FilePiece? origin = null)
    {
        while (true)
        {
            var writer = _writers.GetOrAdd(stream, _ => new(stream, blobs, options.Value.Ingest, time));
            if (writer.Submit(batch, origin) is { } submission)
            {
                var committed = await submission.Committed;
                if (Interlocked.Increment(ref _batches) % LookEvery == 0)
                {
                    PutQuietOnesAside(except: writer);
                }

                return committed;
            }

            Remove(stream, writer);
        }
    }

    /// <summary>Forgets what is known of a stream.</summary>
    internal void Forget(string stream) => _writers.TryRemove(stream, out _);

    private void PutQuietOnesAside(SegmentWriter except)
    {
        var remembered = _writers.Values.Sum(writer => (long)writer.Remembered);
        if (remembered <= options.Value.Ingest.MaxRememberedEvents && _writers.Count <= MaxWriters)
        {
            return;
        }

        foreach (var (stream, writer) in _writers.Where(entry => entry.Value != except).OrderBy(entry => entry.Value.LastUsed).ToList())
        {
            if (remembered <= options.Value.Ingest.MaxRememberedEvents && _writers.Count <= MaxWriters)
            {
                return;
            }

            if (writer.TryRetire())
            {
                remembered -= writer.Remembered;
                Remove(stream, writer);
            }
        }
    }

    private void Remove(string stream, SegmentWriter writer) => _writers.TryRemove(new(stream, writer));
}
