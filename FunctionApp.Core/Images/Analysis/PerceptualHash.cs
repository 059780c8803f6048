using System.Globalization;
using System.Numerics;

namespace FunctionApp.Core.Images.Analysis;

/// <summary>64 bits that stay nearly the same when an image is scaled, recompressed, slightly blurred or made lighter.</summary>
/// <remarks>
/// The DCT hash of C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010), 3.2.1: luma at 32x32, DCT, a
/// bit for each low frequency above their median. The frequencies are the 64 lowest after the mean, in zigzag order, rather than a
/// square of 8x8: they are less easily disturbed, and those along one axis, where horizons show, are among them. One tone gives 0.
/// </remarks>
/// <param name="Bits">The bits; the lowest frequency is the most significant.</param>
public readonly record struct PerceptualHash(ulong Bits)
{
    private const int Side = 32;
    private const int Length = 64;

    private static readonly (int V, int U)[] Frequencies = [.. Zigzag().Skip(1).Take(Length)];
    private static readonly DiscreteCosineTransform Transform = new(Side, 1 + Frequencies.Max(frequency => Math.Max(frequency.V, frequency.U)));

    /// <summary>How many of the 64 bits differ: 0 for the same picture, up to about 10 for versions of it, about 32 by chance.</summary>
    public static int Distance(PerceptualHash a, PerceptualHash b) => BitOperations.PopCount(a.Bits ^ b.Bits);

    /// <inheritdoc cref="Distance(PerceptualHash, PerceptualHash)"/>
    /// <exception cref="FormatException">One of the two is not 16 hexadecimal digits.</exception>
    public static int Distance(string a, string b) => Distance(Parse(a), Parse(b));

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <exception cref="FormatException">The text is not 16 hexadecimal digits.</exception>
    public static PerceptualHash Parse(string text) =>
        text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? new PerceptualHash(bits)
            : throw new FormatException("A perceptual hash is 16 hexadecimal digits.");

    /// <summary>16 lower-case hexadecimal digits.</summary>
    public override string ToString() => Bits.ToString("x16", CultureInfo.InvariantCulture);

    internal static PerceptualHash Of(LumaPlane luma)
    {
        var coefficients = Transform.Forward(luma.Resample(Side, Side).Values);

        // Rounded, so that what is nothing but arithmetic noise around zero is zero on every machine.
        var values = Array.ConvertAll(Frequencies, frequency => MathF.Round(coefficients[frequency.V, frequency.U], 4));
        var sorted = values.Order().ToArray();
        var median = (sorted[(Length / 2) - 1] + sorted[Length / 2]) / 2;

        return new PerceptualHash(values.Aggregate(0UL, (bits, value) => (bits << 1) | (value > median ? 1UL : 0UL)));
    }

    private static IEnumerable<(int V, int U)> Zigzag() =>
        from diagonal in Enumerable.Range(0, Side)
        from step in Enumerable.Range(0, diagonal + 1)
        select diagonal % 2 == 0 ? (diagonal - step, step) : (step, diagonal - step);
}
