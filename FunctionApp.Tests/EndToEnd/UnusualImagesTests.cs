using System.Text;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Tests.Images.Fixtures;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>What becomes of hostile, damaged and merely unusual images on their way through the whole system.</summary>
[TestClass]
public sealed class UnusualImagesTests
{
    private static readonly Picture Scene = Picture.Scene(320, 240);

    private static readonly Dictionary<string, (byte[] Bytes, string Reason)> Unusable = new(StringComparer.Ordinal)
    {
        ["one byte"] = ([0xFF], "no image format"),
        ["text named .jpg"] = (Encoding.ASCII.GetBytes("not a photograph"), "no image format"),
        ["truncated JPEG"] = (Truncated(ImageFormat.Jpeg), ""),
        ["truncated PNG"] = (Truncated(ImageFormat.Png), ""),
        ["truncated WebP"] = (Truncated(ImageFormat.WebP), ""),
        ["PNG with a broken checksum"] = (Png.WithBrokenChecksum(SampleImages.Encode(Scene, ImageFormat.Png)), ""),
        ["PNG that claims 60000x60000"] = (Png.ClaimingSize(60_000, 60_000), "megapixels"),
        ["JPEG that claims 60000x60000"] = (Jpeg.ClaimingSize(SampleImages.Encode(Scene, ImageFormat.Jpeg), 60_000, 60_000), "megapixels"),
        ["GIF with 10,000 frames"] = (Gif.Animation(10_000), "frames"),
        ["SVG"] = (Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"), "not accepted"),
    };

    private static readonly Dictionary<string, byte[]> Usable = new(StringComparer.Ordinal)
    {
        ["16-bit PNG"] = Png.Encode(64, 48, 16, Png.Rgb, new byte[64 * 48 * 6]),
        ["CMYK JPEG"] = SampleImages.CmykJpeg(Scene),
        ["palette PNG"] = Png.Encode(64, 48, 8, Png.Palette, new byte[64 * 48], ("PLTE", [200, 100, 50])),
        ["grey PNG with alpha"] = Png.Encode(64, 48, Png.GreyAlpha, new byte[64 * 48 * 2]),
        ["GIF with three frames"] = Gif.Animation(3, 64, 48),
        ["one pixel"] = SampleImages.Encode(Picture.Scene(1, 1), ImageFormat.Png),
        ["10000x1"] = SampleImages.Encode(Picture.Scene(10_000, 1), ImageFormat.Png),
    };

    private static EmbeddedHost _host = null!;

    private static IEnumerable<string> UnusableNames => Unusable.Keys;

    private static IEnumerable<string> UsableNames => Usable.Keys;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _host = await EmbeddedHost.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _host.DisposeAsync();

    [TestMethod]
    [DynamicData(nameof(UnusableNames))]
    public async Task An_unusable_image_is_rejected_with_a_reason_and_leaves_no_rendition(string name)
    {
        var (bytes, reason) = Unusable[name];

        var manifest = await _host.ProcessAsync(bytes, name);

        Assert.AreEqual(ImageStatus.Rejected, manifest.Status);
        Assert.IsFalse(string.IsNullOrWhiteSpace(manifest.Reason));
        Assert.Contains(reason, manifest.Reason);
        Assert.IsEmpty(manifest.Renditions);
        Assert.IsFalse(Directory.Exists(Path.Combine(_host.DataFolder, "blobs", ImageContainers.Renditions, manifest.ImageId)));
    }

    [TestMethod]
    [DynamicData(nameof(UsableNames))]
    public async Task An_unusual_image_is_completed(string name)
    {
        var manifest = await _host.ProcessAsync(Usable[name], name);

        Assert.AreEqual(ImageStatus.Completed, manifest.Status, manifest.Reason);
        Assert.HasCount(8, manifest.Renditions);
    }

    [TestMethod]
    [DataRow(1), DataRow(2), DataRow(3), DataRow(4), DataRow(5), DataRow(6), DataRow(7), DataRow(8)]
    public async Task An_image_is_as_wide_and_high_as_its_orientation_says(int orientation)
    {
        var manifest = await _host.ProcessAsync(Jpeg.WithExif(SampleImages.Encode(Scene, ImageFormat.Jpeg), orientation));

        var isTurned = orientation >= 5;
        Assert.AreEqual(orientation, manifest.Source.Orientation);
        Assert.AreEqual(isTurned ? (240, 320) : (320, 240), (manifest.Source.Width, manifest.Source.Height));
        var large = manifest.Renditions.Single(rendition => rendition.Name == "large.jpg");
        Assert.AreEqual(isTurned ? (240, 320) : (320, 240), (large.Width, large.Height));
    }

    private static byte[] Truncated(ImageFormat format) => SampleImages.Encode(Scene, format) is var whole ? whole[..(whole.Length * 2 / 3)] : [];
}
