using System.Runtime.Intrinsics;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Analysis;

/// <summary>A BlurHash of 4x3 components: a blurred placeholder in 28 characters.</summary>
/// <remarks>https://github.com/woltapp/blurhash/blob/master/Algorithm.md, with the cosine sums done by rows, then by columns.</remarks>
internal static class BlurHash
{
    private const int ComponentsX = 4;
    private const int ComponentsY = 3;

    private static ReadOnlySpan<byte> Base83 => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"u8;

    /// <summary>Encodes an opaque image.</summary>
    public static string Encode(RgbaImage image)
    {
        var components = Components(image);
        var average = components[0];
        var details = components.AsSpan(1);

        var largest = 0.0;
        foreach (var (red, green, blue) in details)
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(red), Math.Max(Math.Abs(green), Math.Abs(blue))));
        }

        var quantisedLargest = (int)Math.Clamp(Math.Floor((largest * 166) - 0.5), 0, 82);
        var scale = (quantisedLargest + 1) / 166.0;

        var hash = new Base83Writer();
        hash.Write((ComponentsX - 1) + ((ComponentsY - 1) * 9), digits: 1);
        hash.Write(quantisedLargest, digits: 1);
        hash.Write((Srgb.Encode(average.Red) << 16) | (Srgb.Encode(average.Green) << 8) | Srgb.Encode(average.Blue), digits: 4);
        foreach (var (red, green, blue) in details)
        {
            hash.Write((((Quantise(red / scale) * 19) + Quantise(green / scale)) * 19) + Quantise(blue / scale), digits: 2);
        }

        return hash.ToString();
    }

    private static int Quantise(double value) =>
        (int)Math.Clamp(Math.Floor((Math.CopySign(Math.Sqrt(Math.Abs(value)), value) * 9) + 9.5), 0, 18);

    private static (double Red, double Green, double Blue)[] Components(RgbaImage image)
    {
        // The four horizontal components are the four lanes of a vector.
        var cosines = new Vector128<float>[image.Width];
        for (var x = 0; x < cosines.Length; x++)
        {
            var angle = Math.PI * x / image.Width;
            cosines[x] = Vector128.Create(1, (float)Math.Cos(angle), (float)Math.Cos(2 * angle), (float)Math.Cos(3 * angle));
        }

        var linear = Srgb.Linear;
        var components = new (double Red, double Green, double Blue)[ComponentsX * ComponentsY];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Pixels.AsSpan(y * image.Width * 4, image.Width * 4);
            var (red, green, blue) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
            for (int x = 0, p = 0; x < cosines.Length; x++, p += 4)
            {
                red += cosines[x] * linear[row[p]];
                green += cosines[x] * linear[row[p + 1]];
                blue += cosines[x] * linear[row[p + 2]];
            }

            for (var j = 0; j < ComponentsY; j++)
            {
                var cosine = Math.Cos(Math.PI * j * y / image.Height);
                for (var i = 0; i < ComponentsX; i++)
                {
                    ref var component = ref components[(j * ComponentsX) + i];
                    component.Red += cosine * red[i];
                    component.Green += cosine * green[i];
                    component.Blue += cosine * blue[i];
                }
            }
        }

        var pixels = (double)image.Width * image.Height;
        for (var k = 0; k < components.Length; k++)
        {
            var norm = (k == 0 ? 1 : 2) / pixels;
            components[k] = (components[k].Red * norm, components[k].Green * norm, components[k].Blue * norm);
        }

        return components;
    }

    private sealed class Base83Writer
    {
        private readonly System.Text.StringBuilder _text = new(28);

        public void Write(int value, int digits)
        {
            for (var divisor = (int)Math.Pow(83, digits - 1); divisor > 0; divisor /= 83)
            {
                _text.Append((char)Base83[value / divisor % 83]);
            }
        }

        public override string ToString() => _text.ToString();
    }
}
