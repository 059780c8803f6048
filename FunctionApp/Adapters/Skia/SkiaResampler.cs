using SkiaSharp;

namespace FunctionApp.Adapters.Skia;

/// <summary>Makes pictures smaller.</summary>
internal static class SkiaResampler
{
    /// <summary>Below this factor a cubic kernel would skip pixels, and mipmaps average them.</summary>
    private const double CubicDownTo = 0.75;

    private static readonly SKSamplingOptions Cubic = new(SKCubicResampler.Mitchell);

    private static readonly SKSamplingOptions Mipmaps = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>A smaller copy.</summary>
    public static SKBitmap Shrink(SKBitmap picture, SKSizeI size)
    {
        var smaller = new SKBitmap(picture.Info.WithSize(size));
        using var from = picture.PeekPixels();
        using var to = smaller.PeekPixels();
        if (from.ScalePixels(to, (double)size.Width / picture.Width >= CubicDownTo ? Cubic : Mipmaps))
        {
            return smaller;
        }

        smaller.Dispose();
        throw new InvalidOperationException($"Skia could not scale a picture to {size.Width} x {size.Height}.");
    }
}
