using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>Ranges of mountains one behind the other, haze in the valleys, the sun just gone.</summary>
internal sealed class MountainDusk : Scene
{
    private const int Ranges = 6;

    private static readonly Gradient Sky = new((0, 0x1d2a55), (0.22f, 0x4a4a86), (0.38f, 0xa0618e), (0.50f, 0xf08a6c), (0.60f, 0xffc98a));
    private static readonly Gradient Rock = new((0, 0xc98a8c), (0.25f, 0x8a6287), (0.5f, 0x4e426f), (0.75f, 0x262a4c), (1, 0x090d1c));
    private static readonly Vector3 Haze = Light.Srgb(0xf3a987);
    private static readonly Vector3 Cloud = Light.Srgb(0xff9e8a);
    private static readonly Vector3 SunGlow = Light.Srgb(0xffb066);
    private static readonly Vector2 Sun = new(1.02f, 0.55f);

    public override string Name => "mountain-dusk";

    public override int Width => 6000;

    public override int Height => 3999;

    public override int Enlargement => 3;

    public override Shot Shot => new()
    {
        Lens = "35-70mm F4",
        ExposureSeconds = (1, 60),
        FNumber = 8,
        Iso = 100,
        FocalLengthMm = 70,
        TakenAt = new DateTimeOffset(2025, 9, 27, 19, 12, 44, TimeSpan.FromHours(2)),
        Latitude = 46.61306,
        Longitude = 12.29583,
        AltitudeMetres = 2405,
    };

    public override void Draw(Canvas canvas)
    {
        var ridges = Enumerable.Range(0, Ranges).Select(range => Ridge(canvas, range)).ToArray();
        canvas.Paint((x, y) =>
        {
            // From front to back, until nothing behind can be seen.
            var (color, open) = (Vector3.Zero, 1f);
            for (var range = Ranges - 1; range >= 0 && open > 0; range--)
            {
                var ridge = ridges[range][(int)(x / canvas.PixelSize)];
                var coverage = Math.Clamp(((y - ridge) / canvas.PixelSize) + 0.5f, 0, 1) * open;
                if (coverage > 0)
                {
                    color += coverage * RockAt(x, y, range);
                    open -= coverage;
                }
            }

            return open > 0 ? color + (open * SkyAt(x, y)) : color;
        });
        canvas.AddStars(260, seed: 11, (_, y) => 0.5f * Light.SmoothStep(0.3f, 0, y));
        canvas.Vignette(0.35f);
    }

    private static Vector3 SkyAt(float x, float y)
    {
        var toSun = Vector2.Distance(new Vector2(x * 0.8f, y), Sun with { X = Sun.X * 0.8f });
        var sky = Sky[y] + (SunGlow * (0.9f * MathF.Exp(-toSun * 5)));

        var drift = Noise.Fractal(x * 1.2f, y * 5, 3);
        var cloud = Noise.Fractal((x * 1.8f) + (drift * 1.4f), (y * 11) + 40 + drift, 5);
        var amount = Light.SmoothStep(0.5f, 0.78f, cloud) * Light.SmoothStep(0.02f, 0.2f, y) * Light.SmoothStep(0.56f, 0.36f, y);
        return Vector3.Lerp(sky, Cloud * (0.55f + (1.1f * MathF.Exp(-toSun * 2.4f))), amount * 0.75f);
    }

    private static Vector3 RockAt(float x, float y, int range)
    {
        var nearness = (float)range / (Ranges - 1);
        var texture = Noise.Ridged((x * 9) + (range * 3), (y * 14) + range, 4);
        var rock = Rock[nearness] * (0.82f + (0.36f * texture));
        var drift = 0.05f * Noise.Fractal((x * 2) + range, y * 3, 3);
        var haze = Light.SmoothStep(-0.08f, 0.12f, y + drift - Level(nearness)) * MathF.Pow(1 - nearness, 1.5f) * 0.95f;
        var glow = 0.7f + (0.5f * MathF.Exp(-MathF.Abs(x - Sun.X) * 2));
        return Vector3.Lerp(rock, Haze * glow, haze);
    }

    private static float Level(float nearness) => 0.49f + (0.40f * nearness);

    /// <summary>The skyline of a range, column by column; the nearest carries a forest.</summary>
    private static float[] Ridge(Canvas canvas, int range)
    {
        var nearness = (float)range / (Ranges - 1);
        var ridge = new float[canvas.Width];
        Parallel.For(0, ridge.Length, column =>
        {
            var x = column * canvas.PixelSize;
            var broad = Noise.Ridged((x * (1.7f - nearness)) + (range * 7.3f), range * 3.1f, 6) - 0.45f;
            var mountain = Level(nearness) - (broad * (0.26f - (0.10f * nearness)));
            ridge[column] = range == Ranges - 1 ? mountain - Trees(x) : mountain;
        });
        return ridge;
    }

    /// <summary>Height of a forest's edge: firs of different sizes, each a triangle with a ragged outline.</summary>
    private static float Trees(float x)
    {
        const float spacing = 0.013f;

        var highest = 0f;
        var nearest = (int)MathF.Floor(x / spacing);
        for (var tree = nearest - 2; tree <= nearest + 2; tree++)
        {
            var center = (tree + Noise.Hash(tree * 3)) * spacing;
            var height = 0.02f + (0.055f * Noise.Hash((tree * 3) + 1) * Noise.Value(tree * 0.11f, 3));
            var width = height * 0.26f;
            var ragged = 0.75f + (0.5f * Noise.Value(x * 900, tree * 1.7f));
            highest = Math.Max(highest, height * (1 - (MathF.Abs(x - center) / (width * ragged))));
        }

        return highest;
    }
}
