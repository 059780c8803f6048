using System.Buffers;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Reads a stream in blocks of whole lines, through one pooled buffer.</summary>
/// <remarks>A byte order mark at the start is left out. A line that is too long is left out too, and counted.</remarks>
internal sealed class LineReader(Stream stream) : IDisposable
{
    /// <summary>The longest line; longer than any that <see cref="Ingest.IngestOptions.MaxLineBytes"/> can let through.</summary>
    public const int MaxLineBytes = 4 * 1024 * 1024;

    private const int BlockBytes = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
    private int _start;
    private int _end;
    private bool _begun;
    private bool _skipping;

    /// <summary>Whole lines, the last of which may lack its line feed at the end of the stream. Valid until the next read.</summary>
    public ReadOnlyMemory<byte> Block { get; private set; }

    /// <summary>Bytes read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Lines left out before <see cref="Block"/> because they are too long.</summary>
    public int SkippedLines { get; private set; }

    /// <summary>Reads on.</summary>
    /// <returns>False at the end.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        SkippedLines = 0;
        while (true)
        {
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            Bytes += read;
            _end += read;
            if (read == 0)
            {
                return TakeRest();
            }

            if (HasBegun() && (!_skipping || TrySkipLine()) && TryTakeLines())
            {
                return true;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void MakeRoom()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end < _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>Whether there are bytes enough to tell a byte order mark, which is left out.</summary>
    private bool HasBegun()
    {
        if (!_begun && _end >= 3)
        {
            _begun = true;
            _start = _buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8) ? 3 : 0;
        }

        return _begun;
    }

    private bool TryTakeLines()
    {
        var length = _buffer.AsSpan(_start, _end - _start).LastIndexOf((byte)'\n') + 1;
        if (length > 0)
        {
            Block = _buffer.AsMemory(_start, length);
            _start += length;
            return true;
        }

        if (_end - _start > MaxLineBytes)
        {
            _skipping = true;
            SkippedLines++;
            _start = _end = 0;
        }

        return false;
    }

    private bool TrySkipLine()
    {
        var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        if (end < 0)
        {
            _start = _end = 0;
            return false;
        }

        _start += end + 1;
        _skipping = false;
        return true;
    }

    private bool TakeRest()
    {
        _begun = true;
        Block = _skipping ? default : _buffer.AsMemory(_start, _end - _start);
        (_start, _skipping) = (_end, false);
        return Block.Length > 0 || SkippedLines > 0;
    }
}
