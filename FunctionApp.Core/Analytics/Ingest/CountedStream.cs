namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Counts the bytes that come through, lets no more through than allowed, and says in plain words when they are damaged.</summary>
/// <param name="content">What is read.</param>
/// <param name="limit">The most bytes there may be by now.</param>
/// <param name="refusal">What to say when there are more.</param>
internal sealed class CountedStream(Stream content, Func<long> limit, Func<IngestRefusal> refusal) : Stream
{
    /// <summary>How many bytes have come through.</summary>
    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Counted(content.Read(buffer, offset, count));
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Counted(await content.ReadAsync(buffer, cancellationToken));
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static UnreadableContentException Damaged(InvalidDataException exception)
        => new(IngestRefusal.Unreadable("The compressed data is damaged, or ends too soon."), exception);

    private int Counted(int read)
    {
        Count += read;
        return Count > limit() ? throw new UnreadableContentException(refusal()) : read;
    }
}
