using System.Buffers.Binary;
using System.Text;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What tells groups apart, as bytes: the start of the interval, and each field's value or that there is none.</summary>
internal static class GroupKey
{
    /// <summary>The longest key: each value is cut to <see cref="FrequentItems.MaxKeyBytes"/>.</summary>
    public const int MaxLength = sizeof(long) + (ReportQuestion.MaxGroupFields * (sizeof(ushort) + FrequentItems.MaxKeyBytes));

    private const ushort Absent = ushort.MaxValue;

    /// <summary>Begins a key.</summary>
    /// <returns>Bytes written.</returns>
    public static int WriteStart(Span<byte> key, long utcTicks)
    {
        BinaryPrimitives.WriteInt64BigEndian(key, utcTicks);
        return sizeof(long);
    }

    /// <summary>Adds the value of a field.</summary>
    /// <returns>Bytes written.</returns>
    public static int WriteValue(Span<byte> key, ReadOnlySpan<byte> value)
    {
        value = FrequentItems.Cut(value);
        BinaryPrimitives.WriteUInt16BigEndian(key, (ushort)value.Length);
        value.CopyTo(key[sizeof(ushort)..]);
        return sizeof(ushort) + value.Length;
    }

    /// <summary>Adds that there is no value.</summary>
    /// <returns>Bytes written.</returns>
    public static int WriteAbsent(Span<byte> key)
    {
        BinaryPrimitives.WriteUInt16BigEndian(key, Absent);
        return sizeof(ushort);
    }

    /// <summary>Takes a key apart.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static (long UtcTicks, IReadOnlyList<string?> Values) Read(ReadOnlySpan<byte> key)
    {
        var ticks = BinaryPrimitives.ReadInt64BigEndian(SketchBytes.Take(ref key, sizeof(long)));
        var values = new List<string?>();
        while (!key.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(SketchBytes.Take(ref key, sizeof(ushort)));
            values.Add(length == Absent ? null : Encoding.UTF8.GetString(SketchBytes.Take(ref key, length)));
        }

        return (ticks, values);
    }
}
