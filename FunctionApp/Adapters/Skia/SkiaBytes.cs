using System.Buffers;
using SkiaSharp;

namespace FunctionApp.Adapters.Skia;

/// <summary>Encoded bytes in Skia's memory, read in place.</summary>
/// <param name="data">Must outlive this.</param>
internal sealed unsafe class SkiaBytes(SKData data) : MemoryManager<byte>
{
    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new((byte*)data.Data, checked((int)data.Size));

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)data.Data + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
