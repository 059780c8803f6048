using System.Buffers;
using System.Buffers.Binary;

namespace FunctionApp.Core.Analytics.Sketches;

/// <summary>The binary form of sketches: a version byte, then whole numbers in LEB128 and IEEE 754 doubles in little-endian order.</summary>
internal static class SketchBytes
{
    public static void WriteByte(this IBufferWriter<byte> writer, byte value)
    {
        writer.GetSpan(1)[0] = value;
        writer.Advance(1);
    }

    public static void WriteNumber(this IBufferWriter<byte> writer, ulong value)
    {
        var span = writer.GetSpan(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        writer.Advance(length);
    }

    public static void WriteNumber(this IBufferWriter<byte> writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        writer.WriteNumber((ulong)value);
    }

    public static void WriteDouble(this IBufferWriter<byte> writer, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(writer.GetSpan(sizeof(double)), value);
        writer.Advance(sizeof(double));
    }

    public static void WriteText(this IBufferWriter<byte> writer, ReadOnlySpan<byte> text)
    {
        writer.WriteNumber((ulong)text.Length);
        writer.Write(text);
    }

    /// <exception cref="InvalidDataException">The bytes end, or name another version.</exception>
    public static void ReadVersion(ref ReadOnlySpan<byte> bytes, byte version, string what)
    {
        if (Take(ref bytes, 1)[0] != version)
        {
            throw new InvalidDataException($"This is no {what} of version {version}.");
        }
    }

    /// <exception cref="InvalidDataException">The bytes end, or the number has more than 64 bits.</exception>
    public static ulong ReadUnsigned(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(ref bytes, 1)[0];
            if (shift == 63 && part > 1)
            {
                break;
            }

            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number has more than 64 bits.");
    }

    /// <summary>Reads a number from 0 to a bound.</summary>
    /// <exception cref="InvalidDataException">The bytes end, or the number is larger.</exception>
    public static long ReadNumber(ref ReadOnlySpan<byte> bytes, long max = long.MaxValue)
        => ReadUnsigned(ref bytes) is var value && value <= (ulong)max ? (long)value : throw new InvalidDataException("A number is out of its bounds.");

    /// <exception cref="InvalidDataException">The bytes end.</exception>
    public static double ReadDouble(ref ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadDoubleLittleEndian(Take(ref bytes, sizeof(double)));

    /// <exception cref="InvalidDataException">The bytes end, or the text is longer than allowed.</exception>
    public static ReadOnlySpan<byte> ReadText(ref ReadOnlySpan<byte> bytes, int maxLength) => Take(ref bytes, (int)ReadNumber(ref bytes, maxLength));

    /// <exception cref="InvalidDataException">There are fewer bytes.</exception>
    public static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (bytes.Length < count)
        {
            throw new InvalidDataException("The bytes end too early.");
        }

        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
