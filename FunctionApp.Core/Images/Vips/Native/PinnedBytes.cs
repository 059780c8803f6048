using System.Buffers;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>Managed memory held in place for native code to read. Disposed by the one who pinned it, when no image reads it any more.</summary>
internal sealed unsafe class PinnedBytes(ReadOnlyMemory<byte> bytes) : IDisposable
{
    private MemoryHandle _pin = bytes.Pin();

    public byte* Pointer => (byte*)_pin.Pointer;

    public int Length => bytes.Length;

    public ReadOnlySpan<byte> Span => bytes.Span;

    public void Dispose() => _pin.Dispose();
}
