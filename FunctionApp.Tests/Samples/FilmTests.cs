using System.Numerics;
using FunctionApp.Local.Samples;

namespace FunctionApp.Tests.Samples;

[TestClass]
public sealed class FilmTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void One_colour_stays_one_colour_however_enlarged(int enlargement)
    {
        var canvas = new Canvas(5, 4);
        canvas.Paint((_, _) => Light.Srgb(0x336699));

        var pixels = Develop(canvas, new Film(enlargement, Grain: 0, Channels: 3));

        Assert.HasCount(5 * 4 * enlargement * enlargement * 3, pixels);
        foreach (var pixel in pixels.Chunk(3))
        {
            Assert.IsTrue(Math.Abs(pixel[0] - 0x33) <= 1 && Math.Abs(pixel[1] - 0x66) <= 1 && Math.Abs(pixel[2] - 0x99) <= 1);
        }
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void A_ramp_stays_a_straight_ramp_in_both_directions(int enlargement)
    {
        static float Linear(float code) => Light.Srgb((int)MathF.Round(code) << 16).X;
        var across = new Canvas(12, 12);
        across.Paint((x, _) => new Vector3(Linear(20 + (120 * x)), 0, 0));
        var down = new Canvas(12, 12);
        down.Paint((_, y) => new Vector3(Linear(20 + (120 * y)), 0, 0));

        var film = new Film(enlargement, Grain: 0, Channels: 3);
        var (acrossPixels, downPixels) = (Develop(across, film), Develop(down, film));

        // The outermost pixels have nothing beyond to lean on.
        var side = 12 * enlargement;
        for (var i = 2 * enlargement; i < side - (2 * enlargement); i++)
        {
            var expected = 20 + (120 * (i + 0.5) / side);
            Assert.AreEqual(expected, acrossPixels[((side / 2 * side) + i) * 3], 1.5, $"column {i}");
            Assert.AreEqual(expected, downPixels[((i * side) + (side / 2)) * 3], 1.5, $"row {i}");
        }
    }

    [TestMethod]
    public void Highlights_roll_off_without_ever_getting_darker()
    {
        var canvas = new Canvas(100, 1);
        canvas.Paint((x, _) => new Vector3((x - 0.5f) / 25));

        var tones = Develop(canvas, new Film(Enlargement: 1, Grain: 0, Channels: 3)).Chunk(3).Select(pixel => pixel[0]).ToArray();

        Assert.IsTrue(tones.Zip(tones.Skip(1)).All(pair => pair.First <= pair.Second));
        Assert.IsLessThan(5, tones[0]);
        Assert.AreEqual(255, tones[^1]);
    }

    [TestMethod]
    public void Grain_has_the_deviation_asked_for_and_no_bias()
    {
        var canvas = new Canvas(100, 100);
        canvas.Paint((_, _) => Light.Srgb(0x808080));

        var tones = Develop(canvas, new Film(Enlargement: 1, Grain: 4, Channels: 3)).Chunk(3).Select(pixel => (double)pixel[0]).ToArray();

        var mean = tones.Average();
        Assert.AreEqual(128, mean, 0.5);
        Assert.AreEqual(4, Math.Sqrt(tones.Average(tone => (tone - mean) * (tone - mean))), 0.2);
    }

    [TestMethod]
    public void Opacity_comes_through_and_has_no_grain()
    {
        var canvas = new Canvas(4, 1);
        canvas.PaintWithAlpha((x, _) => new Vector4(0.5f, 0.5f, 0.5f, x < 2 ? 0.2f : 1));

        var pixels = Develop(canvas, new Film(Enlargement: 1, Grain: 8, Channels: 4));

        Assert.AreEqual("51 51 255 255", string.Join(' ', pixels.Chunk(4).Select(pixel => pixel[3])));
    }

    private static byte[] Develop(Canvas canvas, Film film)
    {
        var pixels = new byte[canvas.Width * canvas.Height * film.Enlargement * film.Enlargement * film.Channels];
        film.Develop(canvas, pixels);
        return pixels;
    }
}
