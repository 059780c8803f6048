using FunctionApp.Core.Images.Analysis;

namespace FunctionApp.Tests.Images.Analysis;

[TestClass]
public sealed class ColorPaletteTests
{
    [TestMethod]
    public void Five_flat_colours_come_back_exactly_largest_share_first()
    {
        (int, int, int)[] colors = [(10, 40, 120), (200, 30, 40), (240, 240, 235), (30, 140, 60), (250, 200, 40)];
        int[] lastColumns = [40, 70, 85, 95, 100];

        var palette = ColorPalette.Extract(Drawing.Draw(100, 40, (x, _) => colors[Array.FindIndex(lastColumns, last => x < last)]));

        Assert.AreEqual("#0a2878 #c81e28 #f0f0eb #1e8c3c #fac828", string.Join(' ', palette));
    }

    [TestMethod]
    public void A_small_accent_survives_in_a_picture_of_many_tones()
    {
        var palette = ColorPalette.Extract(Drawing.Draw(200, 100, (x, y) =>
            x is >= 90 and < 110 && y is >= 45 and < 55 ? (220, 20, 30) : (20 + (y / 2), 60 + y, 100 + (x / 2))));

        Assert.Contains("#dc141e", palette);
        Assert.AreNotEqual("#dc141e", palette[0]);
    }

    [TestMethod]
    public void Single_odd_pixels_are_noise()
    {
        var palette = ColorPalette.Extract(Drawing.Draw(100, 100, (x, y) => x == 50 && y == 50 ? (255, 0, 0) : (0, 0, 128)));

        Assert.AreEqual("#000080", string.Join(' ', palette));
    }

    [TestMethod]
    public void Colours_that_look_the_same_are_one()
    {
        var palette = ColorPalette.Extract(Drawing.Draw(100, 100, (x, _) => x < 60 ? (100, 150, 200) : (104, 153, 203)));

        Assert.AreEqual("#6496c8", string.Join(' ', palette));
    }

    [TestMethod]
    public void What_cannot_be_seen_has_no_part()
    {
        var palette = ColorPalette.Extract(Drawing.DrawWithAlpha(100, 100, (x, _) => x < 90 ? (255, 0, 255, 0) : (0, 128, 0, 255)));

        Assert.AreEqual("#008000", string.Join(' ', palette));
    }

    [TestMethod]
    public void A_pixel_counts_as_much_as_it_covers()
    {
        var palette = ColorPalette.Extract(Drawing.DrawWithAlpha(100, 100, (x, _) => x < 60 ? (255, 0, 0, 80) : (0, 0, 255, 255)));

        Assert.AreEqual("#0000ff #ff0000", string.Join(' ', palette));
    }

    [TestMethod]
    public void A_rainbow_keeps_pure_colours()
    {
        var palette = ColorPalette.Extract(Drawing.Draw(360, 20, (x, _) => Hue(x)));

        Assert.HasCount(5, palette);
        foreach (var color in palette)
        {
            var channels = Convert.FromHexString(color[1..]);
            Assert.IsGreaterThan(150, channels.Max() - channels.Min(), color);
        }
    }

    private static (int R, int G, int B) Hue(int degrees)
    {
        int Channel(int peak)
        {
            var away = Math.Abs(((degrees - peak + 540) % 360) - 180);
            return Math.Clamp((120 - away) * 255 / 60, 0, 255);
        }

        return (Channel(0), Channel(120), Channel(240));
    }
}
