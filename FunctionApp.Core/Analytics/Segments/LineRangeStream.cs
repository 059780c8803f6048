namespace FunctionApp.Core.Analytics.Segments;

/// <summary>Reads exactly the lines that begin within a range of a blob, so that ranges next to each other share no line and miss none.</summary>
/// <remarks>
/// The first line that begins at or after the range's first byte is found behind the line feed before it; the last line is read to its end,
/// though that lies behind the range. Nothing has to be read to plan the ranges.
/// </remarks>
/// <param name="stream">
/// The blob from the byte before the range on (from the start, if the range begins there), to the end of the blob or of the last line.
/// </param>
/// <param name="from">First byte of the range.</param>
/// <param name="to">The byte after the last.</param>
internal sealed class LineRangeStream(Stream stream, long from, long to) : Stream
{
    private long _position = Math.Max(0, from - 1);
    private bool _skipping = from > 0;
    private bool _ended;

    /// <summary>Whether a line that belongs to the range is being read.</summary>
    private bool _continues;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_ended)
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                _ended = true;
            }
            else if (Take(buffer.Span[..read]) is var taken and > 0)
            {
                return taken;
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Moves what belongs to the range to the front.</summary>
    /// <returns>How many bytes that is.</returns>
    private int Take(Span<byte> bytes)
    {
        var start = 0;
        if (_skipping)
        {
            var end = bytes.IndexOf((byte)'\n');
            _skipping = end < 0;
            start = end < 0 ? bytes.Length : end + 1;
        }

        var length = bytes.Length - start;
        if (_position + start >= to && !_continues)
        {
            _ended = true;
            return 0;
        }

        // The line feed at or behind the range's last byte ends its last line.
        var last = (int)Math.Max(start, Math.Min(bytes.Length, to - 1 - _position));
        if (bytes[last..].IndexOf((byte)'\n') is var feed and >= 0)
        {
            _ended = true;
            length = last + feed + 1 - start;
        }

        _continues = length > 0;
        _position += bytes.Length;
        bytes.Slice(start, length).CopyTo(bytes);
        return length;
    }
}
