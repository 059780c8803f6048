using System.Buffers.Binary;
using System.IO.Compression;
using FunctionApp.Local.Samples;

namespace FunctionApp.Tests.Samples;

[TestClass]
public sealed class ExifSegmentTests
{
    [TestMethod]
    public void In_a_jpeg_it_is_the_first_segment_and_the_rest_is_untouched()
    {
        var image = ExifSegment.Insert(TiffOnlyEngine.Jpeg, new Quadrants().Shot).AsSpan();

        var length = BinaryPrimitives.ReadUInt16BigEndian(image[4..]);
        Assert.AreEqual("FFD8FFE1", Convert.ToHexString(image[..4]));
        Assert.IsTrue(image[6..].StartsWith("Exif\0\0II*\0"u8));
        Assert.AreEqual(Convert.ToHexString(TiffOnlyEngine.Jpeg.AsSpan(2)), Convert.ToHexString(image[(4 + length)..]));
    }

    [TestMethod]
    public void In_a_png_it_is_the_second_chunk_with_a_right_checksum()
    {
        var image = ExifSegment.Insert(TiffOnlyEngine.Png, new Quadrants().Shot).AsSpan();

        var chunk = image[33..];
        var length = BinaryPrimitives.ReadInt32BigEndian(chunk);
        var checkedPart = chunk.Slice(4, 4 + length);
        Assert.IsTrue(checkedPart.StartsWith("eXIfII*\0"u8));
        Assert.AreEqual(ChecksumByGzip(checkedPart), BinaryPrimitives.ReadUInt32BigEndian(chunk[(8 + length)..]));
        Assert.AreEqual(Convert.ToHexString(TiffOnlyEngine.Png.AsSpan(33)), Convert.ToHexString(chunk[(12 + length)..]));
    }

    [TestMethod]
    public void Other_formats_are_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => ExifSegment.Insert("GIF89a"u8, new Quadrants().Shot));

    /// <summary>Gzip ends with the CRC-32 of its content, the same as PNG's (RFC 1952, 2.3.1).</summary>
    private static uint ChecksumByGzip(ReadOnlySpan<byte> bytes)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(compressed.ToArray().AsSpan(^8..));
    }
}
