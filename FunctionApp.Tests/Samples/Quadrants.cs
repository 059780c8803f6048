using System.Numerics;
using FunctionApp.Local.Samples;

namespace FunctionApp.Tests.Samples;

/// <summary>A small scene whose corners tell which way up it is: red, green, blue and white, clockwise from the top left.</summary>
internal sealed class Quadrants(ushort orientation = 1, bool hasAlpha = false) : Scene
{
    public override string Name => "quadrants";

    public override int Width => 24;

    public override int Height => 16;

    public override float Grain => 0;

    public override bool HasAlpha => hasAlpha;

    public override Shot Shot => new()
    {
        Lens = "35mm F2",
        ExposureSeconds = (1, 250),
        FNumber = 5.6,
        Iso = 200,
        FocalLengthMm = 35,
        TakenAt = new DateTimeOffset(2026, 6, 21, 21, 14, 3, TimeSpan.FromHours(-3.5)),
        Latitude = -24.72694,
        Longitude = 139.70056,
        AltitudeMetres = 620,
        Orientation = orientation,
    };

    public override void Draw(Canvas canvas) => canvas.PaintWithAlpha((x, y) => (x < canvas.Aspect / 2, y < 0.5f) switch
    {
        (true, true) => new Vector4(1, 0, 0, 1),
        (false, true) => new Vector4(0, 1, 0, 1),
        (false, false) => new Vector4(0, 0, 1, 1),
        (true, false) => new Vector4(1, 1, 1, hasAlpha ? 0 : 1),
    });
}
