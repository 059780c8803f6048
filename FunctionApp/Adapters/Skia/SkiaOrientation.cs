using SkiaSharp;

namespace FunctionApp.Adapters.Skia;

/// <summary>The eight EXIF orientations, which Skia reads and does not apply (TIFF 6.0, tag 274).</summary>
internal static class SkiaOrientation
{
    /// <summary>Whether width and height change places.</summary>
    public static bool SwapsSides(this SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    /// <summary>Sides of the upright picture for those of the stored one, or the other way round.</summary>
    public static SKSizeI Upright(this SKEncodedOrigin origin, int width, int height)
        => origin.SwapsSides() ? new(height, width) : new(width, height);

    /// <summary>Turns a picture upright; takes it over.</summary>
    public static SKBitmap Apply(this SKEncodedOrigin origin, SKBitmap stored)
    {
        if (origin is SKEncodedOrigin.Default)
        {
            return stored;
        }

        using (stored)
        {
            var size = origin.Upright(stored.Width, stored.Height);
            var upright = new SKBitmap(stored.Info.WithSize(size));
            using var pixels = stored.PeekPixels();
            using var image = SKImage.FromPixels(pixels);
            using var canvas = new SKCanvas(upright);
            canvas.Clear(SKColors.Transparent);
            canvas.Concat(origin.ToUpright(size.Width, size.Height));
            canvas.DrawImage(image, 0, 0, SKSamplingOptions.Default);
            return upright;
        }
    }

    /// <summary>From stored to upright coordinates.</summary>
    private static SKMatrix ToUpright(this SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => Affine(-1, 0, width, 0, 1, 0),
        SKEncodedOrigin.BottomRight => Affine(-1, 0, width, 0, -1, height),
        SKEncodedOrigin.BottomLeft => Affine(1, 0, 0, 0, -1, height),
        SKEncodedOrigin.LeftTop => Affine(0, 1, 0, 1, 0, 0),
        SKEncodedOrigin.RightTop => Affine(0, -1, width, 1, 0, 0),
        SKEncodedOrigin.RightBottom => Affine(0, -1, width, -1, 0, height),
        SKEncodedOrigin.LeftBottom => Affine(0, 1, 0, -1, 0, height),
        _ => Affine(1, 0, 0, 0, 1, 0),
    };

    private static SKMatrix Affine(float scaleX, float skewX, float transX, float skewY, float scaleY, float transY)
        => new(scaleX, skewX, transX, skewY, scaleY, transY, 0, 0, 1);
}
