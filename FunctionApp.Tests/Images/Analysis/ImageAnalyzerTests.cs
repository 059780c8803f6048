using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Tests.Images.Analysis;

[TestClass]
public sealed class ImageAnalyzerTests
{
    [TestMethod]
    public void One_colour_has_no_detail_and_is_its_own_palette()
    {
        var analysis = ImageAnalyzer.Analyze(Drawing.Plain(256, 192, 0x33, 0x66, 0x99));

        Assert.AreEqual("#336699", analysis.DominantColor);
        Assert.AreEqual("#336699", string.Join(' ', analysis.Palette));
        Assert.AreEqual("0000000000000000", analysis.PerceptualHash);
        Assert.AreEqual(0, analysis.Sharpness);
        Assert.AreEqual(0, analysis.Contrast);
        Assert.AreEqual(((0.2126 * 0x33) + (0.7152 * 0x66) + (0.0722 * 0x99)) / 255, analysis.Brightness, 0.0001);
    }

    [TestMethod]
    public void A_wholly_transparent_image_looks_like_the_white_page()
    {
        var invisible = ImageAnalyzer.Analyze(Drawing.DrawWithAlpha(20, 10, (x, y) => (x * 10, y * 20, 90, 0)));

        var white = ImageAnalyzer.Analyze(Drawing.Plain(20, 10, 255, 255, 255));
        Assert.AreEqual("#ffffff", invisible.DominantColor);
        CollectionAssert.AreEqual(white.Palette.ToArray(), invisible.Palette.ToArray());
        Assert.AreEqual(white with { Palette = invisible.Palette }, invisible);
    }

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(1, 7)]
    [DataRow(10_000, 1)]
    [DataRow(1, 10_000)]
    [DataRow(31, 33)]
    public void Any_shape_has_an_answer(int width, int height)
    {
        var analysis = ImageAnalyzer.Analyze(Drawing.Draw(width, height, (x, y) => ((x * 7) % 256, (y * 11) % 256, 128)));

        AssertIsInRange(analysis);
    }

    [TestMethod]
    [DataRow(0, 0, 0)]
    [DataRow(0, 5, 0)]
    [DataRow(-2, -2, 16)]
    [DataRow(2, 2, 15)]
    [DataRow(2, 2, 20)]
    public void Sides_that_do_not_fit_the_bytes_are_refused(int width, int height, int bytes) =>
        Assert.ThrowsExactly<ArgumentException>(() => ImageAnalyzer.Analyze(new RgbaImage(width, height, new byte[bytes])));

    [TestMethod]
    public void Every_value_of_every_image_is_in_its_documented_range() =>
        Prop.ForAll(Images().ToArbitrary(), image => AssertIsInRange(ImageAnalyzer.Analyze(image))).QuickCheckThrowOnFailure();

    [TestMethod]
    public void The_same_pixels_give_the_same_values() =>
        Prop.ForAll(Images().ToArbitrary(), image =>
        {
            var (first, second) = (ImageAnalyzer.Analyze(image), ImageAnalyzer.Analyze(image with { Pixels = [.. image.Pixels] }));
            return first with { Palette = second.Palette } == second && first.Palette.SequenceEqual(second.Palette);
        }).QuickCheckThrowOnFailure();

    private static Gen<RgbaImage> Images() =>
        from width in Gen.Choose(1, 40)
        from height in Gen.Choose(1, 40)
        from pixels in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(width * height * 4)
        select new RgbaImage(width, height, pixels);

    private static void AssertIsInRange(ImageAnalysis analysis)
    {
        Assert.IsInRange(1, 5, analysis.Palette.Count);
        Assert.AreEqual(analysis.Palette[0], analysis.DominantColor);
        Assert.HasCount(analysis.Palette.Count, analysis.Palette.Distinct());
        foreach (var color in analysis.Palette)
        {
            Assert.MatchesRegex("^#[0-9a-f]{6}$", color);
        }

        Assert.AreEqual(28, analysis.BlurHash.Length);
        Assert.MatchesRegex("^[0-9a-f]{16}$", analysis.PerceptualHash);
        Assert.IsInRange(0.0, 1.0, analysis.Sharpness);
        Assert.IsInRange(0.0, 1.0, analysis.Brightness);
        Assert.IsInRange(0.0, 0.5, analysis.Contrast);
    }
}
