using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FunctionApp.Tests.Images.Fixtures;

/// <summary>Writes PNG files by hand, so that they can be of any kind, and wrong in any way.</summary>
internal static class Png
{
    public const byte Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOfByte)];

    /// <summary>A PNG whose rows are given as they are stored, without filter bytes.</summary>
    public static byte[] Encode(int width, int height, int bitDepth, byte colourType, ReadOnlySpan<byte> rows, params (string Type, byte[] Content)[] chunks)
    {
        var stride = rows.Length / height;
        var filtered = new byte[(stride + 1) * height];
        for (var y = 0; y < height; y++)
        {
            rows.Slice(y * stride, stride).CopyTo(filtered.AsSpan((y * (stride + 1)) + 1));
        }

        return [.. Signature, .. Header(width, height, bitDepth, colourType), .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Content)), .. Chunk("IDAT", Deflate(filtered)), .. Chunk("IEND", [])];
    }

    /// <summary>A PNG of 8-bit samples.</summary>
    public static byte[] Encode(int width, int height, byte colourType, ReadOnlySpan<byte> rows) => Encode(width, height, 8, colourType, rows);

    /// <summary>A file of some hundred bytes that says it holds a picture of any size.</summary>
    public static byte[] ClaimingSize(int width, int height)
        => [.. Signature, .. Header(width, height, 8, Rgb), .. Chunk("IDAT", Deflate(new byte[1000])), .. Chunk("IEND", [])];

    /// <summary>The same file with one byte of its pixels' checksum changed.</summary>
    public static byte[] WithBrokenChecksum(byte[] png)
    {
        byte[] broken = [.. png];
        broken[^(12 + 1)] ^= 0xFF;
        return broken;
    }

    private static byte[] Header(int width, int height, int bitDepth, byte colourType)
    {
        var content = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(content, width);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4), height);
        content[8] = (byte)bitDepth;
        content[9] = colourType;
        return Chunk("IHDR", content);
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(type), .. content];
        var chunk = new byte[4 + checkedPart.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        checkedPart.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + checkedPart.Length), Crc(checkedPart));
        return chunk;
    }

    private static byte[] Deflate(byte[] content)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Fastest))
        {
            zlib.Write(content);
        }

        return output.ToArray();
    }

    private static uint Crc(byte[] bytes) => ~bytes.Aggregate(uint.MaxValue, (crc, value) => CrcTable[(byte)crc ^ value] ^ (crc >> 8));

    private static uint CrcOfByte(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return crc;
    }
}
