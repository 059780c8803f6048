namespace FunctionApp.Core.Analytics.Imports;

/// <summary>The lines that begin in a stretch of bytes: from the first whole one to the end of the last, which may lie beyond the stretch.</summary>
internal sealed class LineRange : Stream
{
    private readonly Stream _content;
    private long _left;
    private bool _isWithinLine;
    private bool _isOver;

    /// <param name="content">Begins with the stretch, or with the byte before it.</param>
    /// <param name="isWithinLine">Whether there is a byte before it. If that ends a line, the stretch begins with one.</param>
    /// <param name="length">Bytes of the stretch.</param>
    public LineRange(Stream content, bool isWithinLine, long length)
    {
        _content = content;
        _isWithinLine = isWithinLine;
        _left = length + (isWithinLine ? 1 : 0);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_isOver)
        {
            var read = await _content.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                _isOver = true;
            }
            else if (Keep(buffer.Span[..read]) is var kept and > 0)
            {
                return kept;
            }
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Moves what belongs to the lines to the front.</summary>
    /// <returns>How many bytes that are.</returns>
    private int Keep(Span<byte> bytes)
    {
        var start = 0;
        if (_isWithinLine)
        {
            var end = bytes.IndexOf((byte)'\n');
            start = end < 0 ? bytes.Length : end + 1;
            _isWithinLine = end < 0;
            if (start >= _left)
            {
                // The line that began before reaches to the end of the stretch: no line begins in it.
                _isOver = true;
                return 0;
            }
        }

        var kept = bytes[start..];
        _left -= start;
        if (kept.Length >= _left)
        {
            // The last line begins before the end of the stretch; it is over at the first line end from the stretch's last byte on.
            var from = (int)Math.Max(0, _left - 1);
            var end = kept[from..].IndexOf((byte)'\n');
            _isOver = end >= 0;
            kept = end >= 0 ? kept[..(from + end + 1)] : kept;
        }

        _left -= kept.Length;
        kept.CopyTo(bytes);
        return kept.Length;
    }
}
