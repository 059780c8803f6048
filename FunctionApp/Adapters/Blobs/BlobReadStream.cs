using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace FunctionApp.Adapters.Blobs;

/// <summary>One version of a blob, or a part of it, as a stream that can seek: a seek is a new request for the rest of the same version.</summary>
/// <param name="client">The blob.</param>
/// <param name="version">The version that is read.</param>
/// <param name="offset">Where in the blob the stream begins.</param>
/// <param name="length">Bytes of the stream.</param>
/// <param name="content">The response that is already open, at the stream's beginning.</param>
internal sealed class BlobReadStream(BlobClient client, ETag version, long offset, long length, Stream content) : Stream
{
    private Stream? _content = content;
    private long _contentPosition;
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        if (_content is null || _contentPosition != _position)
        {
            await ReopenAsync(cancellationToken);
        }

        var wanted = buffer[..(int)Math.Min(buffer.Length, length - _position)];
        var read = await _content!.ReadAsync(wanted, cancellationToken);
        _contentPosition = _position += read;
        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
        => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Current => _position + offset,
        SeekOrigin.End => length + offset,
        _ => offset,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_content is not null)
        {
            await _content.DisposeAsync();
            _content = null;
        }

        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content?.Dispose();
            _content = null;
        }

        base.Dispose(disposing);
    }

    private async Task ReopenAsync(CancellationToken cancellationToken)
    {
        if (_content is not null)
        {
            await _content.DisposeAsync();
            _content = null;
        }

        try
        {
            var rest = new BlobDownloadOptions
            {
                Range = new HttpRange(offset + _position, length - _position),
                Conditions = new BlobRequestConditions { IfMatch = version },
            };
            var response = await client.DownloadStreamingAsync(rest, cancellationToken);
            _content = response.Value.Content;
            _contentPosition = _position;
        }
        catch (RequestFailedException exception)
        {
            throw new IOException("The blob was replaced or deleted while it was read.", exception);
        }
    }
}
