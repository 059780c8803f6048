using System.Buffers;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>Bytes that libvips has made, as managed memory; freed when disposed.</summary>
internal sealed unsafe class VipsBuffer(nint blob) : MemoryManager<byte>
{
    private nint _blob = blob;

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_blob == 0, this);
        var data = LibVips.BlobGet(_blob, out var length);
        return new Span<byte>(data, checked((int)length));
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        fixed (byte* element = GetSpan()[elementIndex..])
        {
            return new MemoryHandle(element, pinnable: this);
        }
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Native memory does not move.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _blob, 0) is var owned and not 0)
        {
            LibVips.AreaUnref(owned);
        }
    }
}
