using System.Buffers;
using System.Threading.Channels;

namespace FunctionApp.Benchmarks.Analytics;

/// <summary>Reads another stream on a thread of its own, a few blocks ahead: while one thread decompresses, the other computes.</summary>
/// <remarks>Takes over the other stream and disposes it. What reading it throws, reading this throws.</remarks>
internal sealed class ReadAheadStream : Stream
{
    private const int BlockBytes = 256 * 1024;
    private const int BlocksAhead = 8;

    private readonly Channel<ArraySegment<byte>> _blocks = Channel.CreateBounded<ArraySegment<byte>>(
        new BoundedChannelOptions(BlocksAhead) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Stream _stream;
    private readonly Task _reading;
    private ArraySegment<byte> _current = new([], 0, 0);

    public ReadAheadStream(Stream stream)
    {
        _stream = stream;
        _reading = Task.Run(ReadAheadAsync);
    }

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
        if (_current.Count == 0)
        {
            Return(_current);
            _current = new([], 0, 0);
            if (!await _blocks.Reader.WaitToReadAsync(cancellationToken) || !_blocks.Reader.TryRead(out _current))
            {
                return 0;
            }
        }

        var count = Math.Min(buffer.Length, _current.Count);
        _current.AsSpan(0, count).CopyTo(buffer.Span);
        _current = _current[count..];
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        Return(_current);
        while (_blocks.Reader.TryRead(out var block))
        {
            Return(block);
        }

        await _stream.DisposeAsync();
        _stop.Dispose();
        await base.DisposeAsync();
    }

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

    private static void Return(ArraySegment<byte> block)
    {
        if (block.Array is { Length: > 0 } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    /// <summary>Its failures go to the reader, by way of the channel.</summary>
    private async Task ReadAheadAsync()
    {
        try
        {
            while (true)
            {
                var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
                var read = await _stream.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, _stop.Token);
                await _blocks.Writer.WriteAsync(new(block, 0, read), _stop.Token);
                if (read < block.Length)
                {
                    _blocks.Writer.Complete();
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            _blocks.Writer.TryComplete(exception);
        }
    }
}
