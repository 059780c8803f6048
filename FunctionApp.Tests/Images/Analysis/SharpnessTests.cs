using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Tests.Images.Analysis;

[TestClass]
public sealed class SharpnessTests
{
    [TestMethod]
    public void A_chessboard_of_pixels_is_as_sharp_as_can_be()
    {
        var sharpness = Measure(Drawing.Draw(200, 200, (x, y) => (x + y) % 2 == 0 ? (0, 0, 0) : (255, 255, 255)));

        Assert.AreEqual(1, sharpness, 0.02);
    }

    [TestMethod]
    public void Variance_is_that_of_the_four_neighbour_kernel()
    {
        // One white pixel in the middle of 5x5: the Laplacian is -1 there, 1/4 at four neighbours, 0 at the other twenty.
        var sharpness = Measure(Drawing.Draw(5, 5, (x, y) => x == 2 && y == 2 ? (255, 255, 255) : (0, 0, 0)));

        Assert.AreEqual((1 + (4 / 16.0)) / 25, sharpness, 1e-6);
    }

    [TestMethod]
    public void Blur_makes_every_picture_less_sharp()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var picture = Drawing.Draw(64, 48, (_, _) => (random.Next(256), random.Next(256), random.Next(256)));

            Assert.IsLessThan(Measure(picture) / 2, Measure(Drawing.Blurred(picture)), $"seed {seed}");
        }
    }

    private static double Measure(RgbaImage image) => Sharpness.Of(LumaPlane.Of(image));
}
