namespace FunctionApp.Core.Images.Analysis;

/// <summary>A colour in OKLab, where equal distances look about equally different.</summary>
/// <remarks>B. Ottosson, "A perceptual color space for image processing" (2020), https://bottosson.github.io/posts/oklab/.</remarks>
/// <param name="L">Lightness, 0 (black) to 1 (white).</param>
/// <param name="A">Green (negative) to red (positive), about -0.4 to 0.4.</param>
/// <param name="B">Blue (negative) to yellow (positive), about -0.4 to 0.4.</param>
internal readonly record struct OkLab(float L, float A, float B)
{
    /// <summary>Converts from linear-light sRGB.</summary>
    public static OkLab FromLinear(double red, double green, double blue)
    {
        var l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        var m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        var s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        return new OkLab(
            (float)((0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s)),
            (float)((1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s)),
            (float)((0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s)));
    }

    /// <summary>Converts from <c>#rrggbb</c>.</summary>
    public static OkLab FromHex(string color)
    {
        var code = Convert.FromHexString(color.AsSpan(1));
        return FromLinear(Srgb.Linear[code[0]], Srgb.Linear[code[1]], Srgb.Linear[code[2]]);
    }

    /// <summary>The square of the distance between two colours.</summary>
    public float DistanceSquared(OkLab other)
    {
        var (l, a, b) = (L - other.L, A - other.A, B - other.B);
        return (l * l) + (a * a) + (b * b);
    }

    /// <summary>The nearest sRGB colour, as <c>#rrggbb</c>.</summary>
    public string ToHex()
    {
        var l = Cube(L + (0.3963377774 * A) + (0.2158037573 * B));
        var m = Cube(L - (0.1055613458 * A) - (0.0638541728 * B));
        var s = Cube(L - (0.0894841775 * A) - (1.2914855480 * B));
        return Srgb.Hex(
            Srgb.Encode((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
            Srgb.Encode((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
            Srgb.Encode((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)));
    }

    private static double Cube(double value) => value * value * value;
}
