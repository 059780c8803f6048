using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Analysis;

/// <summary>The luma Y' of every pixel, 0 (black) to 1 (white), row after row.</summary>
/// <remarks>Rec. ITU-R BT.709-6, item 3.2: weights of the gamma-encoded components, so that equal steps look about equal.</remarks>
internal sealed record LumaPlane(int Width, int Height, float[] Values)
{
    private const float Red = 0.2126f / 255;
    private const float Green = 0.7152f / 255;
    private const float Blue = 0.0722f / 255;

    /// <summary>Takes the luma of an opaque image.</summary>
    public static LumaPlane Of(RgbaImage image)
    {
        var pixels = image.Pixels;
        var values = new float[pixels.Length / 4];
        for (int i = 0, p = 0; i < values.Length; i++, p += 4)
        {
            values[i] = (Red * pixels[p]) + (Green * pixels[p + 1]) + (Blue * pixels[p + 2]);
        }

        return new LumaPlane(image.Width, image.Height, values);
    }

    /// <summary>One row of pixels.</summary>
    public ReadOnlySpan<float> Row(int y) => Values.AsSpan(y * Width, Width);

    /// <summary>The plane scaled to any size: each new pixel is the mean of the area that it covers, parts of pixels included.</summary>
    public LumaPlane Resample(int width, int height)
    {
        var columns = Coverage.Of(Width, width);
        var rows = Coverage.Of(Height, height);

        var narrow = new float[width * Height];
        for (var y = 0; y < Height; y++)
        {
            var row = Row(y);
            for (var x = 0; x < width; x++)
            {
                narrow[(y * width) + x] = columns[x].Mean(row, stride: 1);
            }
        }

        var values = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                values[(y * width) + x] = rows[y].Mean(narrow.AsSpan(x), stride: width);
            }
        }

        return new LumaPlane(width, height, values);
    }

    /// <summary>The stretch of source pixels under one target pixel.</summary>
    private readonly record struct Coverage(int First, int Last, float FirstWeight, float LastWeight, float TotalWeight)
    {
        public static Coverage[] Of(int source, int target)
        {
            var result = new Coverage[target];
            for (var i = 0; i < target; i++)
            {
                // Borders in units of 1/target of a source pixel, so that they are exact.
                var start = (long)i * source;
                var end = start + source;
                var first = (int)(start / target);
                var last = (int)((end - 1) / target);
                result[i] = first == last
                    ? new Coverage(first, last, FirstWeight: 1, LastWeight: 0, TotalWeight: 1)
                    : new Coverage(
                        first,
                        last,
                        (float)(((first + 1L) * target) - start) / target,
                        (float)(end - ((long)last * target)) / target,
                        (float)source / target);
            }

            return result;
        }

        public float Mean(ReadOnlySpan<float> values, int stride)
        {
            var sum = values[First * stride] * FirstWeight;
            for (var i = First + 1; i < Last; i++)
            {
                sum += values[i * stride];
            }

            return (sum + (values[Last * stride] * LastWeight)) / TotalWeight;
        }
    }
}
