using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>A planet with seas, land, clouds and air, cut out: around it there is nothing, not even black.</summary>
internal sealed class Planet : Scene
{
    private const float Radius = 0.44f;
    private const float Air = 0.045f;

    private static readonly Gradient Sea = new((0, 0x0a2a5c), (0.6f, 0x0f4a86), (1, 0x2f86a8));
    private static readonly Gradient Land = new((0, 0xb9a678), (0.2f, 0x5f7d3c), (0.5f, 0x3f5f33), (0.75f, 0x8a7454), (1, 0xf2f2f2));
    private static readonly Vector3 AirColor = Light.Srgb(0x6fb4ff);
    private static readonly Vector3 DuskColor = Light.Srgb(0xff8a4a);
    private static readonly Vector3 ToSun = Vector3.Normalize(new Vector3(-0.62f, -0.45f, 0.65f));

    public override string Name => "planet";

    public override int Width => 2560;

    public override int Height => 2560;

    public override float Grain => 0;

    public override bool HasAlpha => true;

    public override Shot Shot => new()
    {
        Lens = "2000mm F8",
        ExposureSeconds = (1, 125),
        FNumber = 8,
        Iso = 400,
        FocalLengthMm = 2000,
        TakenAt = new DateTimeOffset(2025, 12, 24, 3, 30, 0, TimeSpan.Zero),
        Latitude = 28.76194,
        Longitude = -17.89194,
        AltitudeMetres = 2396,
    };

    public override void Draw(Canvas canvas) => canvas.PaintWithAlpha((x, y) =>
    {
        var position = (new Vector2(x, y) - new Vector2(0.5f)) / Radius;
        var distance = position.Length();
        var ground = Math.Clamp(((1 - distance) * Radius / canvas.PixelSize) + 0.5f, 0, 1);
        var air = AirAt(position, distance);
        if (ground == 0)
        {
            return air;
        }

        var normal = new Vector3(position, MathF.Sqrt(Math.Max(1 - (distance * distance), 0)));
        return Vector4.Lerp(air, new Vector4(SurfaceAt(normal), 1), ground);
    });

    /// <summary>Scattered sunlight beyond the edge of the disc.</summary>
    private static Vector4 AirAt(Vector2 position, float distance)
    {
        var height = Math.Max(distance - 1, 0) * Radius / Air;
        var sunward = Math.Clamp(0.35f + (0.8f * Vector2.Dot(position / Math.Max(distance, 0.001f), new Vector2(ToSun.X, ToSun.Y))), 0, 1);
        return new Vector4(AirColor, height < 1 ? sunward * (1 - height) * (1 - height) * 0.7f : 0);
    }

    private static Vector3 SurfaceAt(Vector3 normal)
    {
        // Stereographic: the visible half in one piece, without poles or seams.
        var place = new Vector2(normal.X, normal.Y) / (1 + normal.Z) * 1.55f;
        var warp = new Vector2(Noise.Fractal(place.X + 3, place.Y + 8, 4), Noise.Fractal(place.X + 11, place.Y + 2, 4));
        var land = Noise.Fractal((place.X * 1.5f) + (warp.X * 1.2f) + 21, (place.Y * 1.5f) + (warp.Y * 1.2f) + 4, 7);
        var isLand = Light.SmoothStep(0.515f, 0.525f, land);
        var cold = Light.SmoothStep(0.62f, 0.9f, MathF.Abs(normal.Y + (0.25f * normal.Z)) + (0.2f * (warp.X - 0.5f)));

        var daylight = Vector3.Dot(normal, ToSun);
        var glint = MathF.Pow(Math.Max(Vector3.Dot(Vector3.Normalize(ToSun + Vector3.UnitZ), normal), 0), 60);
        var sea = Sea[Light.SmoothStep(0.36f, 0.52f, land)] + (new Vector3(1, 0.9f, 0.75f) * (0.45f * glint));
        var ground = Vector3.Lerp(Land[(land - 0.52f) * 4.2f], Vector3.One * 0.85f, cold);
        var surface = Vector3.Lerp(sea, ground, Math.Max(isLand, cold * 0.85f));

        var (windX, windY) = (place.X * 1.8f, place.Y * 2.6f);
        var swirl = 3.2f * new Vector2(Noise.Fractal(windX + 31, windY + 5, 3), Noise.Fractal(windX + 7, windY + 44, 3));
        var cloud = Noise.Fractal((place.X * 1.7f) + swirl.X, (place.Y * 3) + swirl.Y, 6);
        surface = Vector3.Lerp(surface, Vector3.One * 0.92f, 0.95f * Light.SmoothStep(0.5f, 0.68f, cloud));

        var lit = Light.SmoothStep(-0.08f, 0.75f, daylight);
        var rim = MathF.Pow(1 - normal.Z, 3);
        var dusk = DuskColor * (0.07f * Light.Bell(daylight - 0.04f, 0.08f));
        return (surface * (0.012f + (1.08f * lit))) + (AirColor * ((0.85f * rim) + 0.05f) * lit) + (dusk * (0.3f + rim));
    }
}
