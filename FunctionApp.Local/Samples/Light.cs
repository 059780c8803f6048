using System.Numerics;

namespace FunctionApp.Local.Samples;

/// <summary>Colours as linear light, red, green and blue in X, Y and Z, and the curves to blend them by.</summary>
internal static class Light
{
    /// <summary>A colour given as 0xRRGGBB in sRGB.</summary>
    public static Vector3 Srgb(int rgb) => new(Decode(rgb >> 16), Decode((rgb >> 8) & 255), Decode(rgb & 255));

    /// <summary>0 before the first edge, 1 after the second, smooth between; the edges may be in either order.</summary>
    public static float SmoothStep(float from, float to, float value)
    {
        var t = Math.Clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>A bell of height 1 and of the given width.</summary>
    public static float Bell(float distance, float width) => MathF.Exp(-(distance * distance) / (width * width));

    private static float Decode(int code)
    {
        var value = code / 255f;
        return value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);
    }
}
