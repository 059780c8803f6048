using System.Buffers;
using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Bytes outside the garbage-collected heap: encoded images are megabytes each and would only be copied about in it.</summary>
/// <remarks>The address never changes, so native engines read it in place. Valid until disposed.</remarks>
public sealed class UnmanagedMemory : MemoryManager<byte>
{
    private readonly int _length;
    private unsafe byte* _address;

    private unsafe UnmanagedMemory(int length)
    {
        _length = length;
        _address = (byte*)NativeMemory.Alloc((nuint)Math.Max(length, 1));
    }

    /// <summary>Reads a stream of known length into memory.</summary>
    /// <exception cref="EndOfStreamException">The stream ended early.</exception>
    public static async Task<UnmanagedMemory> ReadAsync(Stream stream, long length, CancellationToken cancellationToken)
    {
        var memory = new UnmanagedMemory(checked((int)length));
        try
        {
            await stream.ReadExactlyAsync(memory.Memory, cancellationToken);
            return memory;
        }
        catch
        {
            ((IDisposable)memory).Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override unsafe Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_address is null, this);
        return new Span<byte>(_address, _length);
    }

    /// <inheritdoc/>
    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_address is null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle(_address + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override unsafe void Dispose(bool disposing)
    {
        NativeMemory.Free(_address);
        _address = null;
    }
}
