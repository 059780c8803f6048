using System.Buffers.Binary;

namespace FunctionApp.Tests.Images.Fixtures;

/// <summary>Changes JPEG files by hand.</summary>
internal static class Jpeg
{
    private const int OrientationTag = 0x0112;
    private const int ImageDescriptionTag = 0x010E;
    private const ushort Short = 3;
    private const ushort Ascii = 2;

    /// <summary>The same picture with an EXIF segment: an orientation, and a description that is easy to find again.</summary>
    public static byte[] WithExif(byte[] jpeg, int orientation, string description = "")
    {
        byte[] text = [.. System.Text.Encoding.ASCII.GetBytes(description), 0, 0, 0, 0];
        var ifd = new byte[2 + (2 * 12) + 4];
        BinaryPrimitives.WriteUInt16LittleEndian(ifd, 2);
        WriteEntry(ifd.AsSpan(2), ImageDescriptionTag, Ascii, text.Length, 8 + ifd.Length);
        WriteEntry(ifd.AsSpan(14), OrientationTag, Short, 1, orientation);
        byte[] exif = [.. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0, .. ifd, .. text];
        var length = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    /// <summary>The same file with another size written into its frame header.</summary>
    public static byte[] ClaimingSize(byte[] jpeg, ushort width, ushort height)
    {
        byte[] claiming = [.. jpeg];
        var frame = claiming.AsSpan(claiming.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 5);
        BinaryPrimitives.WriteUInt16BigEndian(frame, height);
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], width);
        return claiming;
    }

    private static void WriteEntry(Span<byte> entry, int tag, ushort type, int count, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], type);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], count);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], value);
    }
}
