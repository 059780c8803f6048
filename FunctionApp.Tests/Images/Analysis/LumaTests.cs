using FunctionApp.Core.Images.Analysis;

namespace FunctionApp.Tests.Images.Analysis;

[TestClass]
public sealed class LumaTests
{
    [TestMethod]
    public void Half_black_and_half_white_is_half_bright_with_full_contrast()
    {
        var luma = LumaPlane.Of(Drawing.Draw(10, 10, (x, _) => x < 5 ? (0, 0, 0) : (255, 255, 255)));

        Assert.AreEqual(0.5, Brightness.Of(luma), 1e-6);
        Assert.AreEqual(0.5, Contrast.Of(luma), 1e-6);
    }

    [TestMethod]
    [DataRow(255, 0, 0, 0.2126)]
    [DataRow(0, 255, 0, 0.7152)]
    [DataRow(0, 0, 255, 0.0722)]
    public void Green_is_brighter_than_red_than_blue(int r, int g, int b, double expected) =>
        Assert.AreEqual(expected, Brightness.Of(LumaPlane.Of(Drawing.Plain(3, 3, r, g, b))), 1e-6);

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(7, 3)]
    [DataRow(32, 32)]
    [DataRow(300, 5)]
    public void Resampling_keeps_the_mean(int width, int height)
    {
        var luma = LumaPlane.Of(Drawing.Scene(seed: 3, 50, 40));

        var resampled = luma.Resample(width, height);

        Assert.HasCount(width * height, resampled.Values);
        Assert.AreEqual(Brightness.Of(luma), Brightness.Of(resampled), 1e-4);
    }

    [TestMethod]
    public void Resampling_shares_a_pixel_between_the_two_that_cover_it()
    {
        var luma = new LumaPlane(Width: 3, Height: 1, [0, 0.6f, 1]);

        var resampled = luma.Resample(2, 1);

        Assert.AreEqual((0 + (0.6 / 2)) / 1.5, resampled.Values[0], 1e-6);
        Assert.AreEqual(((0.6 / 2) + 1) / 1.5, resampled.Values[1], 1e-6);
    }
}
