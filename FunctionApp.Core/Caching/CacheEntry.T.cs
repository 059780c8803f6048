using System.Buffers;
using System.Buffers.Binary;

namespace FunctionApp.Core.Caching;

/// <summary>What lies in the cache: a value, or that there is none, and until when it is fresh.</summary>
/// <remarks>One byte that tells which and fixes the layout, eight bytes of time (UTC ticks, little-endian), the value in its format.</remarks>
internal readonly record struct CacheEntry<T>(T? Value, DateTimeOffset FreshUntil)
    where T : class
{
    private const byte Present = 1;
    private const byte Absent = 2;
    private const int HeaderLength = 1 + sizeof(long);

    public byte[] Write(ICacheFormat<T> format)
    {
        var output = new ArrayBufferWriter<byte>();
        var header = output.GetSpan(HeaderLength);
        header[0] = Value is null ? Absent : Present;
        BinaryPrimitives.WriteInt64LittleEndian(header[1..], FreshUntil.UtcTicks);
        output.Advance(HeaderLength);
        if (Value is not null)
        {
            format.Write(output, Value);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not such an entry.</exception>
    public static CacheEntry<T> Read(ReadOnlyMemory<byte> bytes, ICacheFormat<T> format)
    {
        var ticks = bytes.Length < HeaderLength ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[1..]);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            throw new FormatException("The cache entry has no valid header.");
        }

        var freshUntil = new DateTimeOffset(ticks, TimeSpan.Zero);
        return bytes.Span[0] switch
        {
            Present => new(format.Read(bytes[HeaderLength..]), freshUntil),
            Absent => new(Value: null, freshUntil),
            var kind => throw new FormatException($"There is no cache entry of kind {kind}."),
        };
    }
}
