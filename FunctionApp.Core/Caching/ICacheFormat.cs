using System.Buffers;

namespace FunctionApp.Core.Caching;

/// <summary>How values of a type are written to the cache and read back.</summary>
public interface ICacheFormat<T>
    where T : class
{
    /// <summary>Writes a value.</summary>
    void Write(IBufferWriter<byte> output, T value);

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <param name="bytes">All of it, and never changed again: the value may keep hold of it instead of copying.</param>
    /// <exception cref="FormatException">The bytes are not such a value.</exception>
    T Read(ReadOnlyMemory<byte> bytes);
}
