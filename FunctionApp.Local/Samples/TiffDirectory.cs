using System.Buffers.Binary;
using System.Text;

namespace FunctionApp.Local.Samples;

/// <summary>A directory of a little-endian TIFF structure (TIFF 6.0, section 2), which is also what EXIF is made of.</summary>
internal sealed class TiffDirectory
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;

    private readonly SortedDictionary<ushort, Entry> _entries = [];

    private int Length => 2 + (EntryLength * _entries.Count) + 4 + _entries.Values.Sum(entry => entry.LengthOutside);

    /// <summary>Adds text (ASCII).</summary>
    public TiffDirectory Add(ushort tag, string text) =>
        Add(tag, new Entry(Type: 2, (uint)text.Length + 1, Encoding.ASCII.GetBytes(text + '\0')));

    /// <summary>Adds 8-bit numbers.</summary>
    public TiffDirectory AddBytes(ushort tag, params byte[] values) => Add(tag, new Entry(Type: 1, (uint)values.Length, values));

    /// <summary>Adds 16-bit numbers.</summary>
    public TiffDirectory AddShorts(ushort tag, params ushort[] values) =>
        Add(tag, new Entry(Type: 3, (uint)values.Length, [.. values.SelectMany(BitConverter.GetBytes)]));

    /// <summary>Adds a 32-bit number.</summary>
    public TiffDirectory AddLong(ushort tag, uint value) => Add(tag, new Entry(Type: 4, Count: 1, Bytes(value)));

    /// <summary>Adds fractions.</summary>
    public TiffDirectory AddRationals(ushort tag, params (uint Numerator, uint Denominator)[] values) =>
        Add(tag, new Entry(
            Type: 5,
            (uint)values.Length,
            [.. values.SelectMany(value => (byte[])[.. Bytes(value.Numerator), .. Bytes(value.Denominator)])]));

    /// <summary>Adds a directory below this one.</summary>
    public TiffDirectory AddDirectory(ushort tag, TiffDirectory directory) =>
        Add(tag, new Entry(Type: 4, Count: 1, []) { Directory = directory });

    /// <summary>The whole structure, with this as its first directory.</summary>
    public byte[] ToTiff()
    {
        var tiff = new byte[HeaderLength + Length];
        "II*\0"u8.CopyTo(tiff);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(4), HeaderLength);
        Write(tiff, HeaderLength);
        return tiff;
    }

    private static byte[] Bytes(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private TiffDirectory Add(ushort tag, Entry entry)
    {
        _entries.Add(tag, entry);
        return this;
    }

    private void Write(Span<byte> tiff, int at)
    {
        var outside = at + 2 + (EntryLength * _entries.Count) + 4;
        BinaryPrimitives.WriteUInt16LittleEndian(tiff[at..], (ushort)_entries.Count);
        at += 2;
        foreach (var (tag, entry) in _entries)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(tiff[at..], tag);
            BinaryPrimitives.WriteUInt16LittleEndian(tiff[(at + 2)..], entry.Type);
            BinaryPrimitives.WriteUInt32LittleEndian(tiff[(at + 4)..], entry.Count);
            if (entry.LengthOutside == 0)
            {
                entry.Value.CopyTo(tiff[(at + 8)..]);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(tiff[(at + 8)..], outside);
                entry.Value.CopyTo(tiff[outside..]);
                entry.Directory?.Write(tiff, outside);
                outside += entry.LengthOutside;
            }

            at += EntryLength;
        }
    }

    private sealed record Entry(ushort Type, uint Count, byte[] Value)
    {
        public TiffDirectory? Directory { get; init; }

        /// <summary>Bytes that do not fit into the entry; an even number, because values begin on word boundaries.</summary>
        public int LengthOutside
        {
            get
            {
                var length = Directory?.Length ?? (Value.Length <= 4 ? 0 : Value.Length);
                return length + (length % 2);
            }
        }
    }
}
