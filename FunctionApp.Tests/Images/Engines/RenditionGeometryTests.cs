using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Tests.Images.Engines;

[TestClass]
public sealed class RenditionGeometryTests
{
    [TestMethod]
    public void A_rendition_is_within_its_box_and_its_image_and_never_empty()
    {
        var sides = Gen.Choose(1, 70_000).ToArbitrary();
        var fits = Gen.Elements(ImageFit.Inside, ImageFit.Cover).ToArbitrary();
        Prop.ForAll(Gen.Four(sides.Generator).ToArbitrary(), fits, static (sides, fit) =>
        {
            var (width, height, boxWidth, boxHeight) = sides;
            var geometry = RenditionGeometry.For(width, height, Spec(boxWidth, boxHeight, fit));
            return geometry is { Width: >= 1, Height: >= 1, Left: >= 0, Top: >= 0 }
                && geometry.Width <= Math.Min(boxWidth, width)
                && geometry.Height <= Math.Min(boxHeight, height)
                && geometry.FullWidth <= width
                && geometry.FullHeight <= height;
        }).QuickCheckThrowOnFailure();
    }

    [TestMethod]
    public void A_rendition_without_a_box_fits_what_its_format_can_hold()
    {
        var geometry = RenditionGeometry.For(40_000, 20_000, new RenditionSpec { Name = "all", Format = ImageFormat.WebP, Quality = 80 });

        Assert.AreEqual((16_383, 8_192), (geometry.Width, geometry.Height));
    }

    [TestMethod]
    public void A_cover_is_cut_evenly_on_both_sides()
    {
        var geometry = RenditionGeometry.For(300, 100, Spec(50, 50, ImageFit.Cover));

        Assert.AreEqual(new RenditionGeometry(150, 50, 50, 50), geometry);
        Assert.AreEqual((50, 0), (geometry.Left, geometry.Top));
    }

    [TestMethod]
    [DataRow(ImageGravity.Center, 50, 0)]
    [DataRow(ImageGravity.North, 50, 0)]
    [DataRow(ImageGravity.West, 0, 0)]
    [DataRow(ImageGravity.SouthWest, 0, 0)]
    [DataRow(ImageGravity.East, 100, 0)]
    [DataRow(ImageGravity.NorthEast, 100, 0)]
    public void Gravity_says_what_is_kept_of_a_wide_image(ImageGravity gravity, int left, int top)
    {
        var geometry = RenditionGeometry.For(300, 100, Spec(50, 50, ImageFit.Cover) with { Gravity = gravity });

        Assert.AreEqual((left, top), (geometry.Left, geometry.Top));
    }

    [TestMethod]
    [DataRow(ImageGravity.Center, 50)]
    [DataRow(ImageGravity.East, 50)]
    [DataRow(ImageGravity.North, 0)]
    [DataRow(ImageGravity.NorthWest, 0)]
    [DataRow(ImageGravity.South, 100)]
    [DataRow(ImageGravity.SouthEast, 100)]
    public void Gravity_says_what_is_kept_of_a_tall_image(ImageGravity gravity, int top)
        => Assert.AreEqual(top, RenditionGeometry.For(100, 300, Spec(50, 50, ImageFit.Cover) with { Gravity = gravity }).Top);

    private static RenditionSpec Spec(int width, int height, ImageFit fit)
        => new() { Name = "r", Width = width, Height = height, Fit = fit, Format = ImageFormat.Png, Quality = 80 };
}
