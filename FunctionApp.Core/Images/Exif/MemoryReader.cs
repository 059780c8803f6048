using MetadataExtractor.IO;

namespace FunctionApp.Core.Images.Exif;

/// <summary>Lets MetadataExtractor read from memory where it lies.</summary>
internal sealed class MemoryReader(ReadOnlyMemory<byte> memory, bool isMotorolaByteOrder = true) : IndexedReader(isMotorolaByteOrder)
{
    public override long Length => memory.Length;

    public override IndexedReader WithByteOrder(bool isMotorolaByteOrder) =>
        isMotorolaByteOrder == IsMotorolaByteOrder ? this : new MemoryReader(memory, isMotorolaByteOrder);

    public override IndexedReader WithShiftedBaseOffset(int shift) => new MemoryReader(memory[shift..], IsMotorolaByteOrder);

    public override int ToUnshiftedOffset(int localOffset) => localOffset;

    public override byte GetByte(int index)
    {
        ValidateIndex(index, 1);
        return memory.Span[index];
    }

    public override byte[] GetBytes(int index, int count)
    {
        ValidateIndex(index, count);
        return memory.Span.Slice(index, count).ToArray();
    }

    protected override void ValidateIndex(int index, int bytesRequested)
    {
        if (!IsValidIndex(index, bytesRequested))
        {
            throw new IOException($"{bytesRequested} bytes at {index} are beyond the end, {memory.Length}.");
        }
    }

    protected override bool IsValidIndex(int index, int bytesRequested) =>
        index >= 0 && bytesRequested >= 0 && (long)index + bytesRequested <= memory.Length;
}
