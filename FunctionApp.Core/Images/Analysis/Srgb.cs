namespace FunctionApp.Core.Images.Analysis;

/// <summary>The sRGB transfer function (IEC 61966-2-1) and colours as text.</summary>
internal static class Srgb
{
    private static readonly float[] LinearByCode = [.. Enumerable.Range(0, 256).Select(code => (float)Decode(code / 255.0))];

    /// <summary>Linear light, 0 to 1, of each 8-bit code.</summary>
    public static ReadOnlySpan<float> Linear => LinearByCode;

    /// <summary>The 8-bit code nearest to linear light; what lies outside of 0 to 1 is cut off.</summary>
    public static byte Encode(double linear)
    {
        var value = Math.Clamp(linear, 0, 1);
        var encoded = value <= 0.0031308 ? value * 12.92 : (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055;
        return (byte)((encoded * 255) + 0.5);
    }

    /// <summary>A colour as <c>#rrggbb</c>.</summary>
    public static string Hex(byte red, byte green, byte blue) => $"#{red:x2}{green:x2}{blue:x2}";

    private static double Decode(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}
