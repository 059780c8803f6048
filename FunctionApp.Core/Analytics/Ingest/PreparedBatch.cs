using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>What one sender sent at once, checked and made canonical, and not stored yet.</summary>
internal sealed class PreparedBatch(int maxListedRejections) : IDisposable
{
    private const int InitialCapacity = 64 * 1024;

    private readonly PooledBuffer _lines = new(InitialCapacity);
    private readonly List<PreparedEvent> _events = [];
    private readonly List<RejectedLine> _rejections = [];

    /// <summary>The valid events.</summary>
    public IReadOnlyList<PreparedEvent> Events => _events;

    /// <summary>Their lines.</summary>
    public ReadOnlyMemory<byte> Lines => _lines.Written;

    /// <summary>How many lines are no events.</summary>
    public long Rejected { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<RejectedLine> Rejections => _rejections;

    /// <summary>Whether there was nothing at all.</summary>
    public bool IsEmpty => _events.Count == 0 && Rejected == 0;

    /// <summary>Takes what a reader has found so far, up to about so many bytes.</summary>
    public void TakeFrom(IEventReader reader, EventNormalizer normalizer, int maxBytes = int.MaxValue)
    {
        while (_lines.Length < maxBytes && reader.TryRead(out var record))
        {
            var offset = _lines.Length;
            if (normalizer.Write(record, _lines, out var identity) is { } reason)
            {
                Reject(record.Line, reason);
            }
            else
            {
                _events.Add(new(offset, _lines.Length - offset, identity));
            }
        }
    }

    public void Dispose() => _lines.Dispose();

    private void Reject(long line, string reason)
    {
        Rejected++;
        if (_rejections.Count < maxListedRejections)
        {
            _rejections.Add(new(line, reason));
        }
    }
}
