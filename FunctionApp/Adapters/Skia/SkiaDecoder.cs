using SkiaSharp;

namespace FunctionApp.Adapters.Skia;

/// <summary>Decodes an image once, at the smallest scale that still covers the largest picture wanted.</summary>
internal static class SkiaDecoder
{
    /// <summary>JPEG decodes at eighths of its size, WebP at any scale, PNG only whole.</summary>
    private const int ScaleSteps = 8;

    /// <summary>Decodes to an upright picture of exactly this size, in sRGB.</summary>
    /// <returns>Null when the pixels are truncated or damaged.</returns>
    public static SKBitmap? Decode(SkiaSource source, int width, int height)
    {
        var origin = source.Codec.EncodedOrigin;
        var wanted = origin.Upright(width, height);
        if (DecodeStored(source.Codec, wanted) is not { } stored)
        {
            return null;
        }

        var scaled = stored.Width == wanted.Width && stored.Height == wanted.Height ? stored : Shrink(stored, wanted);
        return origin.Apply(scaled);
    }

    private static SKBitmap? DecodeStored(SKCodec codec, SKSizeI wanted)
    {
        using var srgb = SKColorSpace.CreateSrgb();
        var size = DecodableSize(codec, wanted);
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha, srgb));

        // Anything but success is refused: what Skia makes of a truncated file has a grey end.
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels(), bitmap.RowBytes, SKCodecOptions.Default) == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    /// <summary>The codec rounds to the nearest size it can do, which may fall short; so steps are taken up until both sides suffice.</summary>
    private static SKSizeI DecodableSize(SKCodec codec, SKSizeI wanted)
        => Enumerable.Range(1, ScaleSteps)
            .Select(step => codec.GetScaledDimensions((float)step / ScaleSteps))
            .FirstOrDefault(size => size.Width >= wanted.Width && size.Height >= wanted.Height, codec.Info.Size);

    private static SKBitmap Shrink(SKBitmap stored, SKSizeI size)
    {
        using (stored)
        {
            return SkiaResampler.Shrink(stored, size);
        }
    }
}
