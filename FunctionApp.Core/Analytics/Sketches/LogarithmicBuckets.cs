namespace FunctionApp.Core.Analytics.Sketches;

/// <summary>Which bucket of a <see cref="QuantileSketch"/> a positive number belongs to, and back.</summary>
/// <remarks>
/// Bucket i holds the numbers with i - 1 &lt; <see cref="Scale"/> * L(x) &lt;= i, where L takes the place of the binary logarithm: the exponent
/// plus a cubic polynomial of the mantissa, read off the bits of the number. The polynomial is the one whose slope against ln x is nowhere
/// below 10/7, so no bucket is wider than the ratio gamma that the relative error allows; it costs 1 % more buckets than the logarithm and a
/// fraction of its time.
/// </remarks>
internal static class LogarithmicBuckets
{
    private const double Cubic = 6.0 / 35;
    private const double Square = -3.0 / 5;
    private const double Linear = 10.0 / 7;

    /// <summary>2^-1022; below it doubles lose precision.</summary>
    private const double SmallestNormal = 2.2250738585072014e-308;

    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;
    private const long MantissaMask = (1L << MantissaBits) - 1;

    private static readonly double Scale =
        1 / (Linear * Math.Log((1 + QuantileSketch.RelativeError) / (1 - QuantileSketch.RelativeError)));

    /// <summary>The lowest and the highest index that a normal number can have.</summary>
    public static readonly (int Lowest, int Highest) Range = (IndexOf(SmallestNormal), IndexOf(double.MaxValue));

    /// <param name="value">Normal and positive.</param>
    public static int IndexOf(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ((long)ExponentBias << MantissaBits)) - 1;
        return (int)Math.Ceiling(Scale * ((bits >> MantissaBits) - ExponentBias + Polynomial(mantissa)));
    }

    /// <summary>The number whose relative distance to both borders of the bucket is the same.</summary>
    public static double ValueOf(int index)
    {
        var (low, high) = (BorderOf(index - 1), BorderOf(index));
        return Math.Clamp(low / (1 + (low / high)) * 2, SmallestNormal, double.MaxValue);
    }

    private static double Polynomial(double s) => ((((Cubic * s) + Square) * s) + Linear) * s;

    /// <summary>The inverse of L, by Newton's method: the polynomial rises steadily.</summary>
    private static double BorderOf(int index)
    {
        var logarithm = index / Scale;
        var exponent = Math.Floor(logarithm);
        var target = logarithm - exponent;
        var s = target;
        for (var i = 0; i < 8; i++)
        {
            s -= (Polynomial(s) - target) / ((((3 * Cubic * s) + (2 * Square)) * s) + Linear);
        }

        return Math.Min(Math.ScaleB(1 + s, (int)exponent), double.MaxValue);
    }
}
