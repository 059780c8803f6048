using System.Buffers;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>An original in memory. Dispose it to free the bytes and make room for the next.</summary>
public sealed class Original : IDisposable
{
    private readonly IMemoryOwner<byte> _bytes;
    private readonly IDisposable _room;

    internal Original(IMemoryOwner<byte> bytes, IDisposable room)
    {
        _bytes = bytes;
        _room = room;
    }

    /// <summary>The bytes; valid until disposed.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.Memory;

    /// <inheritdoc/>
    public void Dispose()
    {
        _bytes.Dispose();
        _room.Dispose();
    }
}
