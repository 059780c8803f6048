using System.Buffers.Binary;
using System.Text;

namespace FunctionApp.Tests.Images.Exif;

/// <summary>The outer structure of image files, without pixels, around an EXIF block.</summary>
internal static class Files
{
    public static byte[] Jpeg(byte[] tiff)
    {
        byte[] payload = [.. "Exif\0\0"u8, .. tiff];
        return
        [
            0xFF, 0xD8, // start of image
            0xFF, 0xE0, .. BigEndian((ushort)16), .. "JFIF\0"u8, .. new byte[9],
            0xFF, 0xE1, .. BigEndian((ushort)14), .. "http://ns.\0\0"u8, // another kind of APP1
            0xFF, 0xFF, 0xE1, .. BigEndian((ushort)(payload.Length + 2)), .. payload, // with a fill byte before the marker
            0xFF, 0xDA, 0, 2, // start of scan
            0xFF, 0xD9,
        ];
    }

    public static byte[] Png(byte[] exif) =>
    [
        0x89, .. "PNG\r\n\x1A\n"u8,
        .. Chunk("IHDR", new byte[13]), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("eXIf", exif), .. Chunk("IEND", []),
    ];

    public static byte[] WebP(byte[] exif)
    {
        byte[] body = [.. "WEBP"u8, .. RiffChunk("VP8X", new byte[10]), .. RiffChunk("VP8 ", [1, 2, 3]), .. RiffChunk("EXIF", exif)];
        return [.. "RIFF"u8, .. LittleEndian(body.Length), .. body];
    }

    /// <summary>An AVIF whose only item is the EXIF block, found by way of its item tables.</summary>
    public static byte[] Avif(byte[] tiff)
    {
        byte[] item = [.. BigEndian(0), .. tiff];
        var fileType = Box("ftyp", [.. "avif"u8, .. BigEndian(0), .. "avifmif1"u8]);
        var info = Box("infe", [2, 0, 0, 0, .. BigEndian((ushort)7), .. BigEndian((ushort)0), .. "Exif"u8, 0]);

        byte[] Meta(int itemAt) => Box(
            "meta",
            [
                0, 0, 0, 0,
                .. Box("iinf", [0, 0, 0, 0, .. BigEndian((ushort)1), .. info]),
                .. Box("iloc",
                [
                    0, 0, 0, 0, 0x44, 0x00, .. BigEndian((ushort)1), .. BigEndian((ushort)7), .. BigEndian((ushort)0),
                    .. BigEndian((ushort)1), .. BigEndian(itemAt), .. BigEndian(item.Length),
                ]),
            ]);

        var itemAt = fileType.Length + Meta(0).Length + 8;
        return [.. fileType, .. Meta(itemAt), .. Box("mdat", item)];
    }

    private static byte[] Chunk(string type, byte[] data) => [.. BigEndian(data.Length), .. Encoding.ASCII.GetBytes(type), .. data, .. new byte[4]];

    private static byte[] RiffChunk(string type, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(type), .. LittleEndian(data.Length), .. data, .. new byte[data.Length % 2]];

    private static byte[] Box(string type, byte[] content) => [.. BigEndian(content.Length + 8), .. Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] BigEndian(int value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    private static byte[] BigEndian(ushort value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    private static byte[] LittleEndian(int value) => BitConverter.GetBytes(value);
}
