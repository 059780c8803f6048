using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>The lights of a street at night, out of focus, in a wet road; the camera was held upright, turned counterclockwise.</summary>
internal sealed class CityBokeh : Scene
{
    private const float Road = 0.66f;

    private static readonly Gradient Night = new((0, 0x0a1026), (0.35f, 0x1b2146), (0.6f, 0x4a2f4f), (0.68f, 0x3a2742), (1, 0x0b0d1a));
    private static readonly Vector3 Glow = Light.Srgb(0xff8a3c);
    private static readonly Vector3[] Lamps =
    [
        Light.Srgb(0xffb45a), Light.Srgb(0xff9a3c), Light.Srgb(0xffd08a), Light.Srgb(0xff5a3c), Light.Srgb(0xff3f5e),
        Light.Srgb(0x55c8ff), Light.Srgb(0x3fe0c0), Light.Srgb(0xb48cff), Light.Srgb(0xfff0d8),
    ];

    public override string Name => "city-bokeh";

    public override int Width => 2448;

    public override int Height => 3264;

    public override int Enlargement => 3;

    public override float Grain => 3.5f;

    public override Shot Shot => new()
    {
        Lens = "85mm F1.4",
        ExposureSeconds = (1, 80),
        FNumber = 1.4,
        Iso = 800,
        FocalLengthMm = 85,
        TakenAt = new DateTimeOffset(2025, 11, 14, 18, 33, 20, TimeSpan.FromHours(9)),
        Latitude = 35.65944,
        Longitude = 139.70056,
        AltitudeMetres = 22,
        Orientation = 8,
    };

    public override void Draw(Canvas canvas)
    {
        canvas.Paint((x, y) =>
        {
            var glow = Noise.Fractal((x * 3) + 4, y * 3, 3);
            var street = Light.Bell(y - 0.58f, 0.2f) * Light.Bell(x - (canvas.Aspect * 0.52f), 0.35f);
            return (Night[y] * (0.5f + glow)) + (Glow * (0.30f * street * glow));
        });

        for (var lamp = 0; lamp < 130; lamp++)
        {
            AddLamp(canvas, lamp);
        }

        canvas.Vignette(0.35f);
    }

    private static void AddLamp(Canvas canvas, int lamp)
    {
        float Random(int n) => Noise.Hash((lamp * 8) + n + 900);

        // Far lamps are small and near the vanishing point, near ones large and at the sides.
        var nearness = Random(0) * Random(0);
        var side = Random(1) - 0.5f;
        var x = (canvas.Aspect * 0.52f) + (side * (0.25f + (1.1f * nearness)));
        var y = 0.58f - ((Random(2) - 0.12f) * (0.12f + (0.75f * nearness)));
        var radius = 0.012f + (0.055f * nearness) + (0.012f * Random(3));
        var color = Lamps[(int)(Random(4) * Lamps.Length)] * (0.10f + (0.5f * Random(5) * Random(5))) * (1.1f - (0.55f * nearness));
        var softness = Math.Max(canvas.PixelSize * 3 / radius, 0.05f);

        canvas.AddLight(x, y, radius, color, distance => Disc(distance, softness));
        canvas.AddLight(x, y, radius * 3.2f, color * 0.10f, Halo);

        // The wet road draws each light out downwards, broken by its roughness.
        var mirrored = Road + ((Road - y) * 0.55f);
        for (var streak = 0; streak < 7; streak++)
        {
            var wobble = (Noise.Hash((lamp * 16) + streak) - 0.5f) * radius * 0.9f;
            var below = (streak - 3) * radius * 0.62f;
            canvas.AddLight(x + wobble, mirrored + below, radius * 0.95f, color * 0.11f, distance => Disc(distance, softness: 0.6f));
        }
    }

    /// <summary>A lens draws an unsharp point as a disc, a little brighter at its rim.</summary>
    private static float Disc(float distance, float softness) =>
        Light.SmoothStep(1, 1 - softness, distance) * (0.72f + (0.4f * MathF.Pow(distance, 6)));

    private static float Halo(float distance) => (1 - distance) * (1 - distance);
}
