using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Windows;

/// <summary>Chunks that were read, by the version of their blob, up to a number of bytes. What has not been used longest goes first.</summary>
internal sealed class ChunkCache(IOptions<AnalyticsOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BlobRef, LinkedListNode<Slot>> _slots = [];
    private readonly LinkedList<Slot> _byUse = [];
    private long _bytes;

    /// <summary>The chunk, if it was read from this version.</summary>
    public WindowChunk? Find(BlobRef blob, string etag)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(blob, out var node) || node.Value.ETag != etag)
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Chunk;
        }
    }

    /// <summary>Keeps a chunk.</summary>
    public void Keep(BlobRef blob, string etag, WindowChunk chunk)
    {
        var slot = new Slot(blob, etag, chunk, chunk.MemoryBytes);
        lock (_lock)
        {
            Remove(blob);
            _slots[blob] = _byUse.AddFirst(slot);
            _bytes += slot.Bytes;
            while (_bytes > options.Value.Windows.CacheBytes && _byUse.Last is { } last)
            {
                Remove(last.Value.Blob);
            }
        }
    }

    private void Remove(BlobRef blob)
    {
        if (_slots.Remove(blob, out var node))
        {
            _byUse.Remove(node);
            _bytes -= node.Value.Bytes;
        }
    }

    private sealed record Slot(BlobRef Blob, string ETag, WindowChunk Chunk, long Bytes);
}
