using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>The sun going down over a calm sea, its light broken up by the waves.</summary>
internal sealed class SunsetSea : Scene
{
    private const float Horizon = 0.54f;

    private static readonly Gradient Sky = new((0, 0x27467f), (0.2f, 0x6f7fae), (0.36f, 0xd79a92), (0.47f, 0xffab63), (0.55f, 0xffd58a));
    private static readonly Vector3 HighCloud = Light.Srgb(0x6a5a7c);
    private static readonly Vector3 LowCloud = Light.Srgb(0xe08a6a);
    private static readonly Vector3 Deep = Light.Srgb(0x10263f);
    private static readonly Vector3 SunColor = Light.Srgb(0xffc46b);
    private static readonly Vector2 Sun = new(0.92f, 0.475f);

    public override string Name => "sunset-sea";

    public override int Width => 4928;

    public override int Height => 3264;

    public override Shot Shot => new()
    {
        Lens = "50mm F1.8",
        ExposureSeconds = (1, 500),
        FNumber = 5.6,
        Iso = 200,
        FocalLengthMm = 50,
        TakenAt = new DateTimeOffset(2025, 7, 3, 20, 41, 9, TimeSpan.FromHours(1)),
        Latitude = 37.02333,
        Longitude = -8.99472,
        AltitudeMetres = 12,
    };

    public override void Draw(Canvas canvas)
    {
        canvas.Paint((x, y) => y < Horizon ? SkyAt(x, y) : SeaAt(x, y));
        canvas.Vignette(0.3f);
    }

    private static Vector3 SkyAt(float x, float y)
    {
        var toSun = Vector2.Distance(new Vector2(x, y), Sun);
        var sky = Sky[y] + (SunColor * ((1.1f * MathF.Exp(-toSun * 7)) + (5 * Light.SmoothStep(0.034f, 0.030f, toSun))));

        // Clouds lie flat towards the horizon, dark in the middle and burning at their edges.
        var height = 0.6f / (Horizon + 0.06f - y);
        var warp = Noise.Fractal(x * height * 0.9f, height * 2.2f, 3);
        var cloud = Noise.Fractal((x * height * 0.8f) + warp, (height * 2.6f) + (0.8f * warp), 5);
        var body = Light.SmoothStep(0.5f, 0.66f, cloud) * Light.SmoothStep(Horizon, Horizon - 0.12f, y);
        var edge = body * (1 - body) * 4;
        var shade = Vector3.Lerp(HighCloud, LowCloud, Light.SmoothStep(0, 0.5f, y));
        var lit = SunColor * (0.5f + (1.6f * MathF.Exp(-toSun * 3)));
        return Vector3.Lerp(Vector3.Lerp(sky, shade, body * 0.8f), lit, edge * 0.55f);
    }

    private static Vector3 SeaAt(float x, float y)
    {
        var depth = (y - Horizon) / (1 - Horizon);
        var distance = 1 / (depth + 0.012f);
        var across = (x - Sun.X) * distance;

        // Slopes of swell, waves and ripples; what is far away is seen at so flat an angle that only the larger ones are left.
        var swell = Noise.Fractal((across * 2.2f) + 60, distance * 9, 3) - 0.5f;
        var waves = Noise.Fractal((across * 8) + (distance * 3) + 20, (distance * 30) + 7, 3) - 0.5f;
        var ripples = Noise.Fractal((across * 30) - (distance * 9) + 3, (distance * 95) + 11, 2) - 0.5f;
        var slope = (0.55f * swell) + (0.75f * waves) + (0.7f * depth * ripples);

        var reflectedY = Horizon - (depth * 0.62f) - 0.02f - (slope * (0.12f + (0.42f * depth)));
        var reflected = Sky[Math.Clamp(reflectedY, 0, Horizon)];
        var fresnel = 0.26f + (0.6f * MathF.Exp(-depth * 2.2f)) + (slope * 0.55f);
        var water = Vector3.Lerp(Deep, reflected * 0.85f, Math.Clamp(fresnel, 0.05f, 0.95f));

        var path = Light.Bell(x - Sun.X + (swell * 0.08f), 0.04f + (0.13f * depth));
        var glitter = Light.SmoothStep(0.04f, 0.34f - (0.1f * path), slope + (0.16f * path)) * path;
        return water + (SunColor * ((2.6f * glitter) + (0.4f * Light.Bell(x - Sun.X, 0.35f) * MathF.Exp(-depth * 4))));
    }
}
