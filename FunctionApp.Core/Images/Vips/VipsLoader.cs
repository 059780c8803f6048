using FunctionApp.Core.Images.Vips.Native;

namespace FunctionApp.Core.Images.Vips;

/// <summary>Opens encoded images with the loader of their format, never with one that libvips picks.</summary>
internal static class VipsLoader
{
    private const int Sequential = 1;

    /// <summary>The loader of a format, by its libvips nickname.</summary>
    public static string Nickname(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpegload_buffer",
        ImageFormat.Png => "pngload_buffer",
        ImageFormat.WebP => "webpload_buffer",
        ImageFormat.Avif => "heifload_buffer",
        ImageFormat.Gif => "gifload_buffer",
        ImageFormat.Tiff => "tiffload_buffer",
        ImageFormat.Svg => "svgload_buffer",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, message: null),
    };

    /// <summary>Opens the first frame; its pixels are decoded when asked for, from top to bottom and once.</summary>
    /// <param name="source">The encoded image, in place for as long as the result is used.</param>
    /// <param name="format">Its format.</param>
    /// <param name="shrink">By how much both sides may shrink while decoding, at most; 1 or more.</param>
    /// <exception cref="VipsException">The header is damaged.</exception>
    public static VipsImage Open(PinnedBytes source, ImageFormat format, double shrink = 1)
    {
        var operation = VipsOperation.Create(Nickname(format)).Set("buffer", source).Set("access", Sequential).Set("fail-on", (int)FailOn(format));
        return (format switch
        {
            ImageFormat.Jpeg => operation.Set("shrink", JpegShrink(shrink)),
            ImageFormat.WebP or ImageFormat.Svg => operation.Set("scale", 1 / shrink),
            _ => operation,
        }).ToImage();
    }

    /// <summary>libjpeg scales by halves while it decodes, which costs least: the most of them that leaves the image large enough.</summary>
    private static int JpegShrink(double shrink) => shrink switch
    {
        >= 8 => 8,
        >= 4 => 4,
        >= 2 => 2,
        _ => 1,
    };

    /// <summary>Any doubt about pixels is a failure, except that TIFF warns of every private tag.</summary>
    private static VipsFailOn FailOn(ImageFormat format) => format == ImageFormat.Tiff ? VipsFailOn.Error : VipsFailOn.Warning;
}
