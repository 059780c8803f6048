using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>Northern lights over a mountain lake; the camera was held upright, turned clockwise.</summary>
internal sealed class AuroraNight : Scene
{
    private const float Shore = 0.70f;
    private const float HemWidth = 0.03f;

    private static readonly Gradient Sky = new((0, 0x050b1e), (0.4f, 0x0a1b38), (0.62f, 0x16405a), (0.7f, 0x2c6470));
    private static readonly Gradient Curtain = new((0, 0x66ff9c), (0.15f, 0x2fe887), (0.45f, 0x169a84), (0.75f, 0x5b3fa0), (1, 0x7a2f86));

    private static readonly Vector3 Rock = Light.Srgb(0x0a1219);
    private static readonly Vector3 DarkWater = Light.Srgb(0x081019);
    private static readonly Vector3 Snow = Light.Srgb(0x4a7d80);

    public override string Name => "aurora-night";

    public override int Width => 3000;

    public override int Height => 4000;

    public override float Grain => 4;

    public override Shot Shot => new()
    {
        Lens = "14mm F1.8",
        ExposureSeconds = (6, 1),
        FNumber = 1.8,
        Iso = 1600,
        FocalLengthMm = 14,
        TakenAt = new DateTimeOffset(2025, 2, 11, 23, 5, 31, TimeSpan.FromHours(1)),
        Latitude = 68.23417,
        Longitude = 14.56833,
        AltitudeMetres = 8,
        Orientation = 6,
    };

    public override void Draw(Canvas canvas)
    {
        var skyline = new float[canvas.Width];
        for (var column = 0; column < skyline.Length; column++)
        {
            var x = column * canvas.PixelSize;
            skyline[column] = Shore - 0.012f - (0.20f * MathF.Pow(Noise.Ridged((x * 2.1f) + 3.7f, 8.2f, 6), 1.6f));
        }

        float Skyline(float x) => skyline[Math.Clamp((int)(x / canvas.PixelSize), 0, skyline.Length - 1)];

        Vector3 Above(float x, float y)
        {
            var coverage = Math.Clamp(((y - Skyline(x)) / canvas.PixelSize) + 0.5f, 0, 1);
            var color = coverage < 1 ? SkyAt(x, y) : Vector3.Zero;
            return coverage > 0 ? Vector3.Lerp(color, SlopeAt(x, y, y - Skyline(x)), coverage) : color;
        }

        canvas.Paint((x, y) => y < Shore ? Above(x, y) : LakeAt(x, y, Above));
        canvas.AddStars(1500, seed: 5, (x, y) => y < Skyline(x) ? 0.25f + (0.75f * Light.SmoothStep(0.62f, 0.1f, y)) : 0);
        canvas.Vignette(0.4f);
    }

    private static Vector3 SkyAt(float x, float y)
    {
        var milky = Noise.Fractal((x * 3) + (y * 2), (y * 4) - (x * 2), 3);
        var color = Sky[y] * (0.7f + (0.6f * milky));
        for (var curtain = 0; curtain < 3; curtain++)
        {
            // The lower hem winds across the sky; rays rise from it.
            var fold = (0.16f * (Noise.Fractal((x * 1.6f) + (curtain * 9), 2.5f * curtain, 2) - 0.5f))
                + (0.02f * MathF.Sin((x * 17) + (curtain * 2)));
            var hem = 0.50f - (0.13f * curtain) + (fold * 2.2f) - ((x - 0.4f) * (0.32f - (0.25f * curtain)));
            var rise = hem - y;
            if (rise < -HemWidth)
            {
                continue;
            }

            var tall = 0.34f - (0.05f * curtain);
            var folded = x + (fold * 0.9f) + (rise * 0.12f);
            var rays = 0.25f
                + (0.9f * Noise.Value((folded * 46) + (curtain * 31), rise * 1.3f) * Noise.Value((folded * 13) + (curtain * 17), 4))
                + (0.4f * Noise.Value((folded * 130) + curtain, rise));
            var brightness = Light.SmoothStep(-HemWidth, 0.006f, rise) * MathF.Exp(-Math.Max(rise, 0) / tall * 2.6f);
            var patch = 0.25f + (1.5f * Light.SmoothStep(0.3f, 0.75f, Noise.Value((x * 2.4f) + (curtain * 5), 1.5f * curtain)));
            color += Curtain[rise / tall] * (rays * brightness * patch * (0.75f - (0.2f * curtain)));
        }

        return color;
    }

    /// <summary>Snow on the mountains, lit by the aurora, bare rock where it is steep.</summary>
    private static Vector3 SlopeAt(float x, float y, float depth)
    {
        var relief = Noise.Ridged((x * 9) + (y * 3), y * 7, 5) - Noise.Ridged((x * 9) + (y * 3) + 0.10f, (y * 7) - 0.07f, 5);
        var rough = Noise.Fractal(x * 40, y * 50, 3) - 0.5f;
        var snow = Light.SmoothStep(-0.14f, 0.2f, relief + (0.5f * rough) + 0.02f - (depth * 0.8f));
        return Vector3.Lerp(Rock, Snow, snow) * (0.7f + (1.3f * relief) + (0.5f * rough));
    }

    private static Vector3 LakeAt(float x, float y, Func<float, float, Vector3> above)
    {
        var depth = (y - Shore) / (1 - Shore);
        var distance = 1 / (depth + 0.05f);
        var ripple = Noise.Fractal((x * distance * 2.5f) + 5, distance * 16, 3) - 0.5f;
        var mirrored = Shore - ((y - Shore) * 1.25f) + (ripple * (0.012f + (0.09f * depth)));
        var reflection = above(x + (ripple * 0.012f), Math.Min(mirrored, Shore - 0.001f));
        var shore = Light.SmoothStep(0.0f, 0.02f, depth);
        return Vector3.Lerp(DarkWater, reflection * (0.62f - (0.2f * depth)), 0.15f + (0.85f * shore));
    }
}
