using System.Buffers.Binary;
using System.Globalization;
using FunctionApp.Core.Images;

namespace FunctionApp.Local.Samples;

/// <summary>Writes EXIF 2.32 (CIPA DC-008) into a freshly encoded JPEG or PNG.</summary>
internal static class ExifSegment
{
    private const int PngHeaderEnd = 8 + 25;

    /// <summary>Copies the image with the shot's EXIF in its proper place.</summary>
    /// <exception cref="ArgumentException">The image is neither JPEG nor PNG.</exception>
    public static byte[] Insert(ReadOnlySpan<byte> image, Shot shot)
    {
        var exif = Describe(shot).ToTiff();
        byte[] segment = [.. "Exif\0\0"u8, .. exif];
        return ImageFormats.Recognise(image[..Math.Min(image.Length, ImageFormats.HeadLength)]) switch
        {
            // The first segment after the start of the image.
            ImageFormat.Jpeg => [.. image[..2], 0xFF, 0xE1, .. BigEndian((ushort)(segment.Length + 2)), .. segment, .. image[2..]],

            // A chunk after the header, which is always the first and 25 bytes long.
            ImageFormat.Png => [.. image[..PngHeaderEnd], .. PngChunk([.. "eXIf"u8, .. exif]), .. image[PngHeaderEnd..]],
            _ => throw new ArgumentException("Only JPEG and PNG can take the segment.", nameof(image)),
        };
    }

    private static TiffDirectory Describe(Shot shot) => new TiffDirectory()
        .Add(0x010F, "FunctionApp")
        .Add(0x0110, "Sample Camera")
        .AddShorts(0x0112, shot.Orientation)
        .Add(0x0131, "FunctionApp samples")
        .AddDirectory(0x8769, new TiffDirectory()
            .AddRationals(0x829A, shot.ExposureSeconds)
            .AddRationals(0x829D, ((uint)Math.Round(shot.FNumber * 10), 10))
            .AddShorts(0x8827, shot.Iso)
            .Add(0x9003, shot.TakenAt.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture))
            .Add(0x9011, shot.TakenAt.ToString("zzz", CultureInfo.InvariantCulture))
            .AddRationals(0x920A, (shot.FocalLengthMm, 1))
            .Add(0xA434, shot.Lens))
        .AddDirectory(0x8825, new TiffDirectory()
            .AddBytes(0x0000, 2, 3, 0, 0)
            .Add(0x0001, shot.Latitude < 0 ? "S" : "N")
            .AddRationals(0x0002, Degrees(shot.Latitude))
            .Add(0x0003, shot.Longitude < 0 ? "W" : "E")
            .AddRationals(0x0004, Degrees(shot.Longitude))
            .AddBytes(0x0005, 0)
            .AddRationals(0x0006, (shot.AltitudeMetres, 1)));

    /// <summary>Degrees, minutes and hundredths of seconds.</summary>
    private static (uint Numerator, uint Denominator)[] Degrees(double value)
    {
        var hundredths = (uint)Math.Round(Math.Abs(value) * 360_000);
        return [(hundredths / 360_000, 1), (hundredths / 6_000 % 60, 1), (hundredths % 6_000, 100)];
    }

    private static byte[] PngChunk(byte[] typeAndData) =>
        [.. BigEndian((uint)typeAndData.Length - 4), .. typeAndData, .. BigEndian(Crc32(typeAndData))];

    /// <summary>The checksum of ISO 3309, as PNG wants it, bit by bit: it is done over a few hundred bytes.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB8_8320);
            }
        }

        return ~crc;
    }

    private static byte[] BigEndian(ushort value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    private static byte[] BigEndian(uint value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));
}
