using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Tests.Images.Analysis;

/// <summary>Small pictures for tests, drawn by a formula.</summary>
internal static class Drawing
{
    public static RgbaImage Draw(int width, int height, Func<int, int, (int R, int G, int B)> color) =>
        DrawWithAlpha(width, height, (x, y) => (color(x, y).R, color(x, y).G, color(x, y).B, 255));

    public static RgbaImage DrawWithAlpha(int width, int height, Func<int, int, (int R, int G, int B, int A)> color)
    {
        var pixels = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            var (r, g, b, a) = color(i % width, i / width);
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]) = ((byte)r, (byte)g, (byte)b, (byte)a);
        }

        return new RgbaImage(width, height, pixels);
    }

    public static RgbaImage Plain(int width, int height, int r, int g, int b) => Draw(width, height, (_, _) => (r, g, b));

    /// <summary>A few soft hills of light, different for every seed: the same scene at any size.</summary>
    public static RgbaImage Scene(int seed, int width = 128, int height = 96, double lighter = 0)
    {
        var random = new Random(seed);
        var hills = Enumerable.Range(0, 12)
            .Select(_ => (
                X: random.NextDouble(),
                Y: random.NextDouble(),
                Size: 0.05 + (0.2 * random.NextDouble()),
                Height: (160 * random.NextDouble()) - 80))
            .ToArray();
        return Draw(width, height, (x, y) =>
        {
            var (u, v) = ((x + 0.5) / width, (y + 0.5) / height);
            var tone = 110 + lighter + hills.Sum(hill =>
                hill.Height * Math.Exp(-(((u - hill.X) * (u - hill.X)) + ((v - hill.Y) * (v - hill.Y))) / (2 * hill.Size * hill.Size)));
            var level = (int)Math.Clamp(tone, 0, 255);
            return (level, level, (level / 2) + 40);
        });
    }

    /// <summary>A box blur of 3x3 pixels.</summary>
    public static RgbaImage Blurred(RgbaImage image) => Draw(image.Width, image.Height, (x, y) =>
    {
        var (r, g, b) = (0, 0, 0);
        for (var k = 0; k < 9; k++)
        {
            var column = Math.Clamp(x + (k % 3) - 1, 0, image.Width - 1);
            var row = Math.Clamp(y + (k / 3) - 1, 0, image.Height - 1);
            var p = ((row * image.Width) + column) * 4;
            (r, g, b) = (r + image.Pixels[p], g + image.Pixels[p + 1], b + image.Pixels[p + 2]);
        }

        return (r / 9, g / 9, b / 9);
    });
}
