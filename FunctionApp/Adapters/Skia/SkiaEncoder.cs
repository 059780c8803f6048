using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using SkiaSharp;

namespace FunctionApp.Adapters.Skia;

/// <summary>Crops and encodes pictures.</summary>
internal static class SkiaEncoder
{
    /// <summary>Encodes the window that a rendition keeps of a picture.</summary>
    public static SKData Encode(SKBitmap picture, RenditionGeometry geometry, RenditionSpec spec)
    {
        using var window = Window(picture, geometry);
        using var flat = spec.Format == ImageFormat.Jpeg && picture.AlphaType != SKAlphaType.Opaque ? OnWhite(window) : null;
        using var pixels = flat?.PeekPixels();
        return (pixels ?? window).Encode(Format(spec.Format), spec.Quality)
            ?? throw new InvalidOperationException($"Skia could not encode {spec.Name}.");
    }

    /// <summary>The pixels, not premultiplied.</summary>
    public static unsafe RgbaImage ToRgba(SKBitmap picture)
    {
        var info = picture.Info.WithAlphaType(picture.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        var bytes = new byte[info.BytesSize];
        using var pixels = picture.PeekPixels();
        fixed (byte* target = bytes)
        {
            if (!pixels.ReadPixels(info, (nint)target, info.RowBytes))
            {
                throw new InvalidOperationException("Skia could not read the pixels of a picture.");
            }
        }

        return new(info.Width, info.Height, bytes);
    }

    private static SKPixmap Window(SKBitmap picture, RenditionGeometry geometry)
    {
        using var whole = picture.PeekPixels();
        var window = SKRectI.Create(geometry.Left, geometry.Top, geometry.Width, geometry.Height);
        return whole.ExtractSubset(window)
            ?? throw new InvalidOperationException($"Skia could not crop a picture to {geometry.Width} x {geometry.Height}.");
    }

    /// <summary>JPEG has no alpha: what is transparent becomes paper.</summary>
    private static SKBitmap OnWhite(SKPixmap pixels)
    {
        var flat = new SKBitmap(pixels.Info.WithAlphaType(SKAlphaType.Opaque));
        using var image = SKImage.FromPixels(pixels);
        using var canvas = new SKCanvas(flat);
        canvas.Clear(SKColors.White);
        canvas.DrawImage(image, 0, 0, SKSamplingOptions.Default);
        return flat;
    }

    private static SKEncodedImageFormat Format(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => SKEncodedImageFormat.Jpeg,
        ImageFormat.Png => SKEncodedImageFormat.Png,
        ImageFormat.WebP => SKEncodedImageFormat.Webp,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, message: null),
    };
}
