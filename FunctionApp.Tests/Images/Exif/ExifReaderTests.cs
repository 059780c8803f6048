using FunctionApp.Core.Images.Exif;

namespace FunctionApp.Tests.Images.Exif;

[TestClass]
public sealed class ExifReaderTests
{
    private const ushort Make = 0x010F;
    private const ushort Model = 0x0110;
    private const ushort Software = 0x0131;
    private const ushort ExposureTime = 0x829A;
    private const ushort FNumber = 0x829D;
    private const ushort Iso = 0x8827;
    private const ushort DateTimeOriginal = 0x9003;
    private const ushort DateTimeDigitized = 0x9004;
    private const ushort OffsetTimeOriginal = 0x9011;
    private const ushort FocalLength = 0x920A;
    private const ushort LensModel = 0xA434;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Everything_is_read_in_both_byte_orders(bool bigEndian)
    {
        var expected = new ExifData
        {
            CameraMake = "Acme",
            CameraModel = "One",
            Lens = "Prime 35mm F2",
            ExposureTime = "1/250",
            FNumber = 2.8,
            Iso = 400,
            FocalLengthMm = 35.5,
            TakenAt = "2026-06-21T21:14:03+02:00",
            Software = "1.2",
            Gps = new GpsPosition(46.557778, -7.985, 2061),
        };

        Assert.AreEqual(expected, ExifReader.Read(Complete(bigEndian).ToJpeg(), includeGps: true));
    }

    [TestMethod]
    public void The_place_is_dropped_unless_asked_for()
    {
        var exif = ExifReader.Read(Complete().ToJpeg());

        Assert.IsNotNull(exif);
        Assert.IsNull(exif.Gps);
        Assert.AreEqual("Acme", exif.CameraMake);
    }

    [TestMethod]
    public void Every_container_is_understood()
    {
        var tiff = Complete().ToTiff();
        byte[] prefixed = [.. "Exif\0\0"u8, .. tiff];
        var expected = ExifReader.Read(tiff, includeGps: true);

        Assert.IsNotNull(expected);
        Assert.AreEqual(expected, ExifReader.Read(Files.Jpeg(tiff), includeGps: true), "JPEG");
        Assert.AreEqual(expected, ExifReader.Read(Files.Png(tiff), includeGps: true), "PNG");
        Assert.AreEqual(expected, ExifReader.Read(Files.Png(prefixed), includeGps: true), "PNG with the prefix of JPEG");
        Assert.AreEqual(expected, ExifReader.Read(Files.WebP(tiff), includeGps: true), "WebP");
        Assert.AreEqual(expected, ExifReader.Read(Files.WebP(prefixed), includeGps: true), "WebP with the prefix of JPEG");
        Assert.AreEqual(expected, ExifReader.Read(Files.Avif(tiff), includeGps: true), "AVIF");
    }

    [TestMethod]
    public void An_image_without_exif_has_nothing_to_tell()
    {
        Assert.IsNull(ExifReader.Read(new byte[] { 0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9 }));
        Assert.IsNull(ExifReader.Read(new ExifBytes().ToJpeg()));
        Assert.IsNull(ExifReader.Read("not an image"u8.ToArray()));
        Assert.IsNull(ExifReader.Read(ReadOnlyMemory<byte>.Empty));
    }

    [TestMethod]
    [DataRow(1u, 4000u, "1/4000")]
    [DataRow(10u, 2500u, "1/250")]
    [DataRow(1u, 60u, "1/60")]
    [DataRow(1u, 4u, "1/4")]
    [DataRow(3u, 10u, "0.3")]
    [DataRow(1u, 2u, "0.5")]
    [DataRow(13u, 10u, "1.3")]
    [DataRow(30u, 1u, "30")]
    public void Exposure_time_reads_as_on_a_camera(uint numerator, uint denominator, string expected)
    {
        var exif = ExifReader.Read(new ExifBytes().ExposureRational(ExposureTime, numerator, denominator).ToJpeg());

        Assert.AreEqual(expected, exif?.ExposureTime);
    }

    [TestMethod]
    [DataRow(0u, 0u)]
    [DataRow(1u, 0u)]
    [DataRow(0u, 5u)]
    [DataRow(uint.MaxValue, 1u)]
    public void Numbers_that_make_no_sense_are_absent(uint numerator, uint denominator)
    {
        var exif = ExifReader.Read(new ExifBytes()
            .ImageText(Make, "Acme")
            .ExposureRational(ExposureTime, numerator, denominator)
            .ExposureRational(FNumber, numerator, denominator)
            .ExposureRational(FocalLength, numerator, denominator)
            .ToJpeg());

        Assert.AreEqual(new ExifData { CameraMake = "Acme" }, exif);
    }

    [TestMethod]
    [DataRow("2026:06:21 21:14:03", "+02:00", "2026-06-21T21:14:03+02:00")]
    [DataRow("2026:06:21 21:14:03", "-09:30", "2026-06-21T21:14:03-09:30")]
    [DataRow("2026:06:21 21:14:03", "", "2026-06-21T21:14:03")]
    [DataRow("2026:06:21 21:14:03", "   :  ", "2026-06-21T21:14:03")]
    [DataRow("2026:06:21 21:14:03", "+99:00", "2026-06-21T21:14:03")]
    [DataRow("2026:06:21 21:14:03", "<script>", "2026-06-21T21:14:03")]
    [DataRow("2024:02:29 00:00:00", "", "2024-02-29T00:00:00")]
    [DataRow("2026:02:29 00:00:00", "", null)]
    [DataRow("0000:00:00 00:00:00", "", null)]
    [DataRow("    :  :     :  :  ", "", null)]
    [DataRow("yesterday", "+02:00", null)]
    public void Time_is_local_with_its_offset_if_known(string time, string offset, string? expected)
    {
        var exif = ExifReader.Read(new ExifBytes().ExposureText(DateTimeOriginal, time).ExposureText(OffsetTimeOriginal, offset).ToJpeg());

        Assert.AreEqual(expected, exif?.TakenAt);
    }

    [TestMethod]
    public void The_time_of_scanning_stands_in_for_that_of_taking()
    {
        var exif = ExifReader.Read(new ExifBytes().ExposureText(DateTimeDigitized, "1999:12:31 23:59:59").ToJpeg());

        Assert.AreEqual("1999-12-31T23:59:59", exif?.TakenAt);
    }

    [TestMethod]
    [DataRow("  Acme  ", "Acme")]
    [DataRow("Ac\r\nme\u001B[31m", "Acme[31m")]
    [DataRow("evil\u202Egnp.exe", "evilgnp.exe")]
    [DataRow("Caméra 写真 📷", "Caméra 写真 📷")]
    [DataRow("Ac\u2028me", "Acme")]
    [DataRow("Acme\0leftover", "Acme")]
    [DataRow("    ", null)]
    [DataRow("", null)]
    public void Text_is_trimmed_and_printable(string written, string? expected)
    {
        var exif = ExifReader.Read(new ExifBytes().ImageText(Make, written).ToJpeg());

        Assert.AreEqual(expected, exif?.CameraMake);
    }

    [TestMethod]
    public void Text_that_is_no_utf8_is_latin_1()
    {
        var exif = ExifReader.Read(new ExifBytes().Image(Make, type: 2, count: 5, [(byte)'C', (byte)'a', (byte)'f', 0xE9, 0]).ToJpeg());

        Assert.AreEqual("Café", exif?.CameraMake);
    }

    [TestMethod]
    public void Long_text_is_cut_between_characters()
    {
        var exif = ExifReader.Read(new ExifBytes().ImageText(Make, new string('x', 127) + "📷📷").ToJpeg());

        Assert.AreEqual(new string('x', 127), exif?.CameraMake);
    }

    [TestMethod]
    [DataRow("N", 91u, "E", 10u)]
    [DataRow("N", 45u, "E", 181u)]
    [DataRow("S", 90u, "W", uint.MaxValue)]
    public void A_place_that_is_not_on_earth_is_absent(string northSouth, uint latitude, string eastWest, uint longitude)
    {
        var exif = ExifReader.Read(
            new ExifBytes().ImageText(Make, "Acme").Place(northSouth, [latitude, 0, 0], eastWest, [longitude, 0, 0]).ToJpeg(), includeGps: true);

        Assert.AreEqual(new ExifData { CameraMake = "Acme" }, exif);
    }

    [TestMethod]
    public void A_place_without_denominators_is_absent()
    {
        var exif = ExifReader.Read(
            new ExifBytes().ImageText(Make, "Acme").Place("N", [46, 33, 28], "E", [7, 59, 6], denominator: 0).ToJpeg(), includeGps: true);

        Assert.AreEqual(new ExifData { CameraMake = "Acme" }, exif);
    }

    [TestMethod]
    public void Depth_is_negative_altitude()
    {
        var exif = ExifReader.Read(
            new ExifBytes().Place("S", [10, 30, 0], "W", [20, 15, 0]).Altitude(reference: 1, metres: 12).ToJpeg(), includeGps: true);

        Assert.AreEqual(new GpsPosition(-10.5, -20.25, -12), exif?.Gps);
    }

    internal static ExifBytes Complete(bool bigEndian = false) => new ExifBytes(bigEndian)
        .ImageText(Make, "Acme")
        .ImageText(Model, "One")
        .ImageText(Software, "1.2")
        .ExposureRational(ExposureTime, 1, 250)
        .ExposureRational(FNumber, 28, 10)
        .ExposureShort(Iso, 400)
        .ExposureText(DateTimeOriginal, "2026:06:21 21:14:03")
        .ExposureText(OffsetTimeOriginal, "+02:00")
        .ExposureRational(FocalLength, 355, 10)
        .ExposureText(LensModel, "Prime 35mm F2")
        .Place("N", [46, 33, 28], "W", [7, 59, 6])
        .Altitude(reference: 0, metres: 2061);
}
