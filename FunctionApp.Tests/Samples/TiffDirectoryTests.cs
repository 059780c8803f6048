using FunctionApp.Local.Samples;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Tiff;
using MetadataExtractor.IO;

namespace FunctionApp.Tests.Samples;

[TestClass]
public sealed class TiffDirectoryTests
{
    [TestMethod]
    public void Every_kind_of_value_is_read_back_by_another_reader()
    {
        var tiff = new TiffDirectory()
            .Add(ExifDirectoryBase.TagModel, "odd")
            .Add(ExifDirectoryBase.TagMake, "longer than four")
            .AddShorts(ExifDirectoryBase.TagOrientation, 6)
            .AddShorts(ExifDirectoryBase.TagBitsPerSample, 8, 9, 10)
            .AddLong(ExifDirectoryBase.TagRowsPerStrip, 70_000)
            .AddRationals(ExifDirectoryBase.TagXResolution, (72, 1))
            .AddDirectory(ExifIfd0Directory.TagExifSubIfdOffset, new TiffDirectory().Add(ExifDirectoryBase.TagLensModel, "35mm F2 lens"))
            .AddDirectory(ExifIfd0Directory.TagGpsInfoOffset, new TiffDirectory().AddBytes(GpsDirectory.TagVersionId, 2, 3, 0, 0))
            .ToTiff();

        var directories = new ExifReader().Extract(new ByteArrayReader(tiff));

        var image = directories.OfType<ExifIfd0Directory>().Single();
        Assert.AreEqual("odd", image.GetString(ExifDirectoryBase.TagModel));
        Assert.AreEqual("longer than four", image.GetString(ExifDirectoryBase.TagMake));
        Assert.AreEqual(6, image.GetInt32(ExifDirectoryBase.TagOrientation));
        Assert.AreEqual("8 9 10", image.GetString(ExifDirectoryBase.TagBitsPerSample));
        Assert.AreEqual(70_000, image.GetInt32(ExifDirectoryBase.TagRowsPerStrip));
        Assert.AreEqual(new Rational(72, 1), image.GetRational(ExifDirectoryBase.TagXResolution));
        Assert.AreEqual("35mm F2 lens", directories.OfType<ExifSubIfdDirectory>().Single().GetString(ExifDirectoryBase.TagLensModel));
        Assert.AreEqual("2 3 0 0", directories.OfType<GpsDirectory>().Single().GetString(GpsDirectory.TagVersionId));
        Assert.IsTrue(directories.All(directory => directory.Errors.Count == 0));
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(4)]
    public void An_image_says_where_and_how_its_pixels_lie(int channels)
    {
        var image = new TiffImage(5, 3, channels);
        image.Pixels.Span.Fill(77);

        var file = image.File.ToArray();
        var directory = TiffMetadataReader.ReadMetadata(new MemoryStream(file)).OfType<ExifIfd0Directory>().Single();

        Assert.AreEqual(5, directory.GetInt32(ExifDirectoryBase.TagImageWidth));
        Assert.AreEqual(3, directory.GetInt32(ExifDirectoryBase.TagImageHeight));
        Assert.AreEqual(channels, directory.GetInt32(ExifDirectoryBase.TagSamplesPerPixel));
        var pixels = file.AsSpan(directory.GetInt32(ExifDirectoryBase.TagStripOffsets), directory.GetInt32(ExifDirectoryBase.TagStripByteCounts));
        Assert.AreEqual(5 * 3 * channels, pixels.Length);
        Assert.IsFalse(pixels.ContainsAnyExcept((byte)77));
        Assert.AreEqual(file.Length - pixels.Length, directory.GetInt32(ExifDirectoryBase.TagStripOffsets));
    }
}
