namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>A stream whose beginning has been looked at, read from the beginning all the same.</summary>
internal sealed class PrefixedStream : Stream
{
    private const int Chunk = 4 * 1024;

    private readonly Stream _rest;
    private ReadOnlyMemory<byte> _unread;

    private PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest)
    {
        Prefix = prefix;
        _unread = prefix;
        _rest = rest;
    }

    /// <summary>What was looked at.</summary>
    public ReadOnlyMemory<byte> Prefix { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads until enough is known, the stream ends, or there is too much.</summary>
    /// <param name="content">The stream.</param>
    /// <param name="most">Bytes that are looked at, at most.</param>
    /// <param name="isEnough">Whether what has been read is enough.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PrefixedStream> PeekAsync(
        Stream content, int most, Func<ReadOnlyMemory<byte>, bool> isEnough, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(most, Chunk)];
        var length = 0;
        while (true)
        {
            var read = await content.ReadAsync(bytes.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0 || length == most || isEnough(bytes.AsMemory(0, length)))
            {
                return new(bytes.AsMemory(0, length), content);
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(most, 2 * length));
            }
        }
    }

    /// <summary>Leaves out the first bytes of what was looked at.</summary>
    public void Skip(int count) => _unread = _unread[count..];

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_unread.IsEmpty)
        {
            return _rest.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _unread.Length);
        _unread.Span[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _unread.IsEmpty ? _rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
