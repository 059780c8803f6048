using System.Buffers.Binary;
using System.IO.Compression;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Unfolds gzip (RFC 1952), and notices when its end is missing, which <see cref="GZipStream"/> takes for the end.</summary>
/// <remarks>
/// The last four bytes of a member are the length of what it unfolds to. Of one member that must be all there was; of several in a row the
/// last cannot be longer than all, which finds nearly every cut as well.
/// </remarks>
/// <exception cref="InvalidDataException">The data is damaged, or ends too soon. Thrown when reading.</exception>
internal sealed class WholeGzipStream : Stream
{
    private readonly Tail _tail;
    private readonly GZipStream _unfolded;
    private uint _length;

    /// <param name="content">Compressed.</param>
    public WholeGzipStream(Stream content)
    {
        _tail = new(content);
        _unfolded = new(_tail, CompressionMode.Decompress);
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

    public override int Read(byte[] buffer, int offset, int count) => Checked(_unfolded.Read(buffer, offset, count), count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => Checked(await _unfolded.ReadAsync(buffer, cancellationToken), buffer.Length);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unfolded.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(int read, int asked)
    {
        _length = unchecked(_length + (uint)read);
        var isWhole = read > 0 || asked == 0 || _tail.LastLength == _length || (_tail.MayHaveSeveralMembers && _tail.LastLength < _length);
        return isWhole ? read : throw new InvalidDataException("The gzip data ends too soon.");
    }

    /// <summary>Remembers the last bytes that came through, and whether a second member may have begun among them.</summary>
    private sealed class Tail(Stream content) : Stream
    {
        private readonly byte[] _last = new byte[sizeof(uint)];
        private bool _hasBegun;

        /// <summary>The last four bytes, little-endian.</summary>
        public uint LastLength => BinaryPrimitives.ReadUInt32LittleEndian(_last);

        /// <summary>Whether what a member begins with was seen again. It can be there by chance.</summary>
        public bool MayHaveSeveralMembers { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = content.Read(buffer, offset, count);
            Note(buffer.AsSpan(offset, read));
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await content.ReadAsync(buffer, cancellationToken);
            Note(buffer.Span[..read]);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Note(ReadOnlySpan<byte> bytes)
        {
            if (bytes.IsEmpty)
            {
                return;
            }

            // A beginning that is itself divided between two reads counts as seen.
            ReadOnlySpan<byte> magic = [0x1F, 0x8B, 0x08];
            MayHaveSeveralMembers |= bytes[(_hasBegun ? 0 : 1)..].IndexOf(magic) >= 0 || (_hasBegun && _last[^1] is 0x1F or 0x8B);
            _hasBegun = true;

            var kept = Math.Min(bytes.Length, _last.Length);
            _last.AsSpan(kept).CopyTo(_last);
            bytes[^kept..].CopyTo(_last.AsSpan(_last.Length - kept));
        }
    }
}
