using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>A picture in linear light, drawn smaller than the photograph that it is developed into.</summary>
/// <remarks>
/// Coordinates are in units of the picture's height: y from 0 at the top to 1, x from 0 at the left to <see cref="Aspect"/>.
/// </remarks>
internal sealed class Canvas(int width, int height)
{
    private readonly Vector4[] _pixels = new Vector4[width * height];

    /// <summary>Width divided by height.</summary>
    public float Aspect { get; } = (float)width / height;

    /// <summary>The side of one drawn pixel.</summary>
    public float PixelSize { get; } = 1f / height;

    /// <summary>Pixels across.</summary>
    public int Width => width;

    /// <summary>Pixels down.</summary>
    public int Height => height;

    /// <summary>One row of pixels: linear light in X, Y and Z, opacity in W.</summary>
    public Span<Vector4> Row(int y) => _pixels.AsSpan(y * width, width);

    /// <summary>Gives every pixel the opaque colour of its place.</summary>
    public void Paint(Func<float, float, Vector3> color) => PaintWithAlpha((x, y) => new Vector4(color(x, y), 1));

    /// <summary>Gives every pixel the colour and opacity of its place.</summary>
    public void PaintWithAlpha(Func<float, float, Vector4> color) => Parallel.For(0, height, y =>
    {
        var row = Row(y);
        for (var x = 0; x < row.Length; x++)
        {
            row[x] = color((x + 0.5f) * PixelSize, (y + 0.5f) * PixelSize);
        }
    });

    /// <summary>Adds light around a point, where <paramref name="shape"/> says how much at a distance of 0 to 1 radius.</summary>
    public void AddLight(float x, float y, float radius, Vector3 light, Func<float, float> shape)
    {
        var top = Math.Max((int)((y - radius) * height), 0);
        var bottom = Math.Min((int)((y + radius) * height), height - 1);
        var left = Math.Max((int)((x - radius) * height), 0);
        var right = Math.Min((int)((x + radius) * height), width - 1);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var distance = Vector2.Distance(new Vector2(x, y), new Vector2(column + 0.5f, row + 0.5f) * PixelSize) / radius;
                if (distance < 1)
                {
                    _pixels[(row * width) + column] += new Vector4(light * shape(distance), 0);
                }
            }
        }
    }

    /// <summary>Scatters stars: many faint ones, few bright ones, slightly coloured, dimmed by <paramref name="visible"/>.</summary>
    public void AddStars(int count, int seed, Func<float, float, float> visible)
    {
        for (var i = 0; i < count; i++)
        {
            var n = seed + (i * 4);
            var (x, y) = (Noise.Hash(n) * Aspect, Noise.Hash(n + 1));
            var magnitude = MathF.Pow(Noise.Hash(n + 2), 24);
            var tint = Vector3.Lerp(new Vector3(1, 0.84f, 0.7f), new Vector3(0.75f, 0.86f, 1), Noise.Hash(n + 3));
            AddLight(x, y, PixelSize * (1.4f + (2.6f * magnitude)), tint * visible(x, y) * (0.15f + (2.5f * magnitude)), Star);
        }

        static float Star(float distance) => (1 - distance) * (1 - distance);
    }

    /// <summary>Darkens towards the corners, as lenses do; <paramref name="strength"/> is what the corners lose, 0 to 1.</summary>
    public void Vignette(float strength) => Parallel.For(0, height, y =>
    {
        var row = Row(y);
        for (var x = 0; x < row.Length; x++)
        {
            var fromCenter = new Vector2(((2f * x) / width) - 1, ((2f * y) / height) - 1);
            var light = 1 - (strength * fromCenter.LengthSquared() / 2);
            row[x] *= new Vector4(light, light, light, 1);
        }
    });

    /// <summary>The picture turned by a quarter, clockwise or counterclockwise.</summary>
    public Canvas Turned(bool clockwise)
    {
        var turned = new Canvas(height, width);
        Parallel.For(0, turned.Height, y =>
        {
            var row = turned.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = clockwise ? _pixels[((height - 1 - x) * width) + y] : _pixels[(x * width) + (width - 1 - y)];
            }
        });
        return turned;
    }
}
