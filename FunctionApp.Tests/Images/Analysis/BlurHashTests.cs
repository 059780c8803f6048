using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Tests.Images.Analysis;

[TestClass]
public sealed class BlurHashTests
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    [TestMethod]
    [DataRow(1, 128, 96)]
    [DataRow(2, 96, 128)]
    [DataRow(3, 37, 5)]
    [DataRow(4, 1, 64)]
    public void Encode_equals_the_published_formula(int seed, int width, int height)
    {
        var image = Drawing.Scene(seed, width, height);

        Assert.AreEqual(ByPublishedFormula(image), BlurHash.Encode(image));
    }

    [TestMethod]
    public void Encode_equals_the_published_formula_for_strong_colours()
    {
        var image = Drawing.Draw(64, 48, (x, y) => (x < 32 ? 255 : 0, y < 24 ? 255 : 0, (x + y) % 256));

        Assert.AreEqual(ByPublishedFormula(image), BlurHash.Encode(image));
    }

    [TestMethod]
    [DataRow(255, 255, 255)]
    [DataRow(0, 0, 0)]
    [DataRow(255, 0, 0)]
    [DataRow(18, 52, 86)]
    public void The_third_to_sixth_digits_are_the_average_colour(int r, int g, int b)
    {
        var hash = BlurHash.Encode(Drawing.Plain(8, 8, r, g, b));

        var average = hash[2..6].Aggregate(0, (value, digit) => (value * 83) + Digits.IndexOf(digit, StringComparison.Ordinal));
        Assert.AreEqual((r << 16) | (g << 8) | b, average);
    }

    /// <summary>The algorithm as its page describes it, one sum over all pixels for each component.</summary>
    private static string ByPublishedFormula(RgbaImage image)
    {
        var factors = (
            from j in Enumerable.Range(0, 3)
            from i in Enumerable.Range(0, 4)
            select Enumerable.Range(0, 3).Select(channel => Component(image, i, j, channel)).ToArray()).ToArray();

        var largest = factors.Skip(1).SelectMany(factor => factor).Max(Math.Abs);
        var quantised = Math.Max(0, Math.Min(82, (int)Math.Floor((largest * 166) - 0.5)));
        var maximum = (quantised + 1) / 166.0;
        var average = factors[0].Select(ToSrgb).ToArray();

        return Base83(3 + (2 * 9), 1)
            + Base83(quantised, 1)
            + Base83((average[0] << 16) + (average[1] << 8) + average[2], 4)
            + string.Concat(factors.Skip(1).Select(factor => Base83(factor.Aggregate(0, (value, c) => (value * 19) + Quantise(c / maximum)), 2)));
    }

    private static double Component(RgbaImage image, int i, int j, int channel)
    {
        var sum = 0.0;
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                sum += Math.Cos(Math.PI * i * x / image.Width)
                    * Math.Cos(Math.PI * j * y / image.Height)
                    * ToLinear(image.Pixels[(((y * image.Width) + x) * 4) + channel]);
            }
        }

        return sum * (i == 0 && j == 0 ? 1 : 2) / (image.Width * image.Height);
    }

    private static int Quantise(double value) =>
        (int)Math.Max(0, Math.Min(18, Math.Floor((Math.Sign(value) * Math.Pow(Math.Abs(value), 0.5) * 9) + 9.5)));

    private static double ToLinear(byte value)
    {
        var v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static int ToSrgb(double value)
    {
        var v = Math.Max(0, Math.Min(1, value));
        return v <= 0.0031308 ? (int)((v * 12.92 * 255) + 0.5) : (int)((((1.055 * Math.Pow(v, 1 / 2.4)) - 0.055) * 255) + 0.5);
    }

    private static string Base83(int value, int length) =>
        string.Concat(Enumerable.Range(1, length).Select(i => Digits[value / (int)Math.Pow(83, length - i) % 83]));
}
