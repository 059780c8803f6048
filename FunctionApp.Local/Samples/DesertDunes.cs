using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>Dunes in low light: a landscape of heights, seen in perspective.</summary>
internal sealed class DesertDunes : Scene
{
    private const float Horizon = 0.27f;
    private const float EyeHeight = 2.3f;
    private const float Nearest = 0.6f;
    private const float Farthest = 60;
    private const int Steps = 1800;

    // A place with a view, found by walking about.
    private const float StandX = 35.4f;
    private const float StandZ = 94.4f;
    private static readonly (float Sin, float Cos) Heading = MathF.SinCos(0.636f);

    private static readonly Gradient Sky = new((0, 0x3f78b8), (0.13f, 0x86b2d6), (0.23f, 0xe2d6c0), (0.29f, 0xf4dcb4));
    private static readonly Vector3 Cloud = Light.Srgb(0xfff3e2);
    private static readonly Vector3 Sand = Light.Srgb(0xe2954c);
    private static readonly Vector3 Shadow = Light.Srgb(0x6b3f38);
    private static readonly Vector3 Haze = Light.Srgb(0xeccfa6);
    private static readonly Vector3 ToSun = Vector3.Normalize(new Vector3(-0.9f, 0.36f, 0.25f));

    public override string Name => "desert-dunes";

    public override int Width => 4032;

    public override int Height => 3024;

    public override Shot Shot => new()
    {
        Lens = "24-105mm F4",
        ExposureSeconds = (1, 320),
        FNumber = 9,
        Iso = 100,
        FocalLengthMm = 48,
        TakenAt = new DateTimeOffset(2025, 5, 18, 7, 2, 55, TimeSpan.FromHours(2)),
        Latitude = -24.72694,
        Longitude = 15.34444,
        AltitudeMetres = 620,
    };

    public override void Draw(Canvas canvas)
    {
        Parallel.For(0, canvas.Width, column => DrawColumn(canvas, column));
        canvas.Vignette(0.25f);
    }

    private static Vector3 SkyAt(float x, float y)
    {
        var streak = Noise.Fractal((x * 1.3f) + (y * 2), (y * 12) - x, 5);
        return Vector3.Lerp(Sky[y], Cloud, 0.6f * Light.SmoothStep(0.5f, 0.8f, streak) * Light.SmoothStep(0.27f, 0.12f, y));
    }

    /// <summary>Walks away from the eye and fills the column upwards with what stands out over what is already seen, then with sky.</summary>
    private static void DrawColumn(Canvas canvas, int column)
    {
        var angle = ((column + 0.5f) * canvas.PixelSize) - (canvas.Aspect / 2);
        var filled = (float)canvas.Height;
        Vector3? below = null;
        for (var step = 0; step < Steps; step++)
        {
            // Equal steps on the screen need ever longer ones over the ground.
            var distance = Nearest * MathF.Pow(Farthest / Nearest, step / (Steps - 1f));
            var (x, z) = (angle * distance, distance);
            var height = HeightAt(x, z);
            var row = (Horizon + ((EyeHeight - height) / distance)) * canvas.Height;
            if (row < filled)
            {
                var color = GroundAt(x, z, height, distance);
                Fill(canvas, column, row, filled, color, below ?? color);
                (filled, below) = (row, color);
            }
            else
            {
                below = null;
            }
        }

        for (var row = 0; row < Math.Min(filled, canvas.Height); row++)
        {
            ref var pixel = ref canvas.Row(row)[column];
            var sky = SkyAt((column + 0.5f) * canvas.PixelSize, (row + 0.5f) * canvas.PixelSize);
            pixel += new Vector4(sky, 1) * (1 - pixel.W);
        }
    }

    /// <summary>Adds ground between two heights, to the topmost and the bottommost pixel as much as it covers of them.</summary>
    private static void Fill(Canvas canvas, int column, float top, float bottom, Vector3 topColor, Vector3 bottomColor)
    {
        for (var row = Math.Max((int)top, 0); row < Math.Min(bottom, canvas.Height); row++)
        {
            var coverage = Math.Min(bottom, row + 1) - Math.Max(top, row);
            var color = Vector3.Lerp(topColor, bottomColor, Math.Clamp((row - top) / Math.Max(bottom - top, 1), 0, 1));
            canvas.Row(row)[column] += new Vector4(color, 1) * coverage;
        }
    }

    /// <summary>Crescents with a sharp crest: a gentle slope to the wind, a steep one behind.</summary>
    private static float HeightAt(float acrossView, float alongView)
    {
        var (x, z) = (
            StandX + (acrossView * Heading.Cos) - (alongView * Heading.Sin),
            StandZ + (acrossView * Heading.Sin) + (alongView * Heading.Cos));
        var bend = Noise.Value((x * 0.16f) + 7, (z * 0.12f) + 3) * 3.2f;
        var phase = (z * 0.13f) + (x * 0.21f) + bend;
        var cycle = phase - MathF.Floor(phase);
        var profile = cycle < 0.68f ? cycle / 0.68f : (1 - cycle) / 0.32f;
        profile = (profile * profile * (3 - (2 * profile)) * 0.4f) + (profile * 0.6f);
        var size = 0.35f + (1.5f * Noise.Value((x * 0.09f) + 1.3f, (z * 0.09f) + 8.1f));
        return (profile * size) + (0.4f * Noise.Fractal(x * 0.3f, z * 0.3f, 2));
    }

    private static Vector3 GroundAt(float x, float z, float height, float distance)
    {
        const float reach = 0.03f;

        var ripples = (MathF.Sin((z * 46) + (x * 9) + (Noise.Fractal(x * 2.2f, z * 2.2f, 3) * 22)) * 0.0035f) / (1 + (distance * 0.12f));
        var slopeX = (HeightAt(x + reach, z) - height) / reach;
        var slopeZ = (HeightAt(x, z + reach) - height) / reach;
        var normal = Vector3.Normalize(new Vector3(-slopeX + (ripples * 14), 1, -slopeZ + (ripples * 40)));
        var light = Math.Clamp((Vector3.Dot(normal, ToSun) * 1.5f) + 0.05f, 0, 1);
        var grains = 0.9f + (0.2f * Noise.Value(x * 150, z * 150));
        var ground = Vector3.Lerp(Shadow, Sand * 1.15f, Light.SmoothStep(0.0f, 0.85f, light)) * grains;
        return Vector3.Lerp(ground, Haze, 1 - MathF.Exp(-distance * 0.028f));
    }
}
