using System.Buffers.Binary;
using System.Text;

namespace FunctionApp.Tests.Images.Exif;

/// <summary>Builds an EXIF block byte by byte, right or deliberately wrong.</summary>
internal sealed class ExifBytes(bool bigEndian = false)
{
    private readonly List<Entry> _image = [];
    private readonly List<Entry> _exposure = [];
    private readonly List<Entry> _gps = [];

    public ExifBytes Image(ushort tag, ushort type, uint count, byte[] value) => Add(_image, tag, type, count, value);

    public ExifBytes Exposure(ushort tag, ushort type, uint count, byte[] value) => Add(_exposure, tag, type, count, value);

    public ExifBytes Gps(ushort tag, ushort type, uint count, byte[] value) => Add(_gps, tag, type, count, value);

    public ExifBytes ImageText(ushort tag, string text) => Add(_image, tag, type: 2, Encoding.UTF8.GetBytes(text + "\0"));

    public ExifBytes ExposureText(ushort tag, string text) => Add(_exposure, tag, type: 2, Encoding.UTF8.GetBytes(text + "\0"));

    public ExifBytes ExposureShort(ushort tag, ushort value) => Add(_exposure, tag, type: 3, count: 1, Short(value));

    public ExifBytes ExposureRational(ushort tag, uint numerator, uint denominator) =>
        Add(_exposure, tag, type: 5, count: 1, [.. Long(numerator), .. Long(denominator)]);

    /// <summary>A place, each coordinate as degrees, minutes and seconds.</summary>
    public ExifBytes Place(string northSouth, uint[] latitude, string eastWest, uint[] longitude, uint denominator = 1)
    {
        Add(_gps, tag: 1, type: 2, Encoding.ASCII.GetBytes(northSouth + "\0"));
        Add(_gps, tag: 2, type: 5, count: 3, [.. latitude.SelectMany(part => (byte[])[.. Long(part), .. Long(denominator)])]);
        Add(_gps, tag: 3, type: 2, Encoding.ASCII.GetBytes(eastWest + "\0"));
        return Add(_gps, tag: 4, type: 5, count: 3, [.. longitude.SelectMany(part => (byte[])[.. Long(part), .. Long(denominator)])]);
    }

    public ExifBytes Altitude(byte reference, uint metres)
    {
        Add(_gps, tag: 5, type: 1, count: 1, [reference]);
        return Add(_gps, tag: 6, type: 5, count: 1, [.. Long(metres), .. Long(1)]);
    }

    public byte[] Short(ushort value)
    {
        var bytes = new byte[2];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        }

        return bytes;
    }

    public byte[] Long(uint value)
    {
        var bytes = new byte[4];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }

        return bytes;
    }

    /// <summary>The TIFF structure: the three directories, then what did not fit into their entries.</summary>
    public byte[] ToTiff()
    {
        var exposureAt = 8 + SizeOf(_image.Count + 2);
        var gpsAt = exposureAt + SizeOf(_exposure.Count);
        var heapAt = gpsAt + SizeOf(_gps.Count);
        var image = _image
            .Append(new Entry(0x8769, Type: 4, Count: 1, Long((uint)exposureAt)))
            .Append(new Entry(0x8825, Type: 4, Count: 1, Long((uint)gpsAt)));

        var heap = new List<byte>();
        return
        [
            .. bigEndian ? "MM"u8 : "II"u8, .. Short(42), .. Long(8),
            .. Directory([.. image], heap, heapAt), .. Directory(_exposure, heap, heapAt), .. Directory(_gps, heap, heapAt),
            .. heap,
        ];
    }

    public byte[] ToJpeg() => Files.Jpeg(ToTiff());

    private static int SizeOf(int entries) => 2 + (12 * entries) + 4;

    private ExifBytes Add(List<Entry> directory, ushort tag, ushort type, byte[] value) => Add(directory, tag, type, (uint)value.Length, value);

    private ExifBytes Add(List<Entry> directory, ushort tag, ushort type, uint count, byte[] value)
    {
        directory.Add(new Entry(tag, type, count, value));
        return this;
    }

    private byte[] Directory(List<Entry> entries, List<byte> heap, int heapAt)
    {
        var bytes = new List<byte>(Short((ushort)entries.Count));
        foreach (var (tag, type, count, value) in entries)
        {
            bytes.AddRange([.. Short(tag), .. Short(type), .. Long(count)]);
            if (value.Length <= 4)
            {
                bytes.AddRange([.. value, .. new byte[4 - value.Length]]);
            }
            else
            {
                bytes.AddRange(Long((uint)(heapAt + heap.Count)));
                heap.AddRange(value);
            }
        }

        return [.. bytes, .. Long(0)];
    }

    private sealed record Entry(ushort Tag, ushort Type, uint Count, byte[] Value);
}
