using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Vips.Native;

namespace FunctionApp.Core.Images.Vips;

/// <summary>Encodes pictures, with the settings that other users of libvips have found best and without metadata.</summary>
internal static class VipsEncoder
{
    private const int Av1 = 4;
    private const int Effort = 4;
    private const int SubsampleChroma = 1;
    private const double White = 255;

    /// <summary>The saver of a format, by its libvips nickname; null when the engine does not write it.</summary>
    public static string? Nickname(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpegsave_buffer",
        ImageFormat.Png => "pngsave_buffer",
        ImageFormat.WebP => "webpsave_buffer",
        ImageFormat.Avif => "heifsave_buffer",
        _ => null,
    };

    /// <summary>Encodes a window of a picture. JPEG has no transparency: what shines through is white.</summary>
    public static VipsBuffer Encode(VipsImage picture, RenditionGeometry window, ImageFormat format, int quality)
    {
        using var cropped = window.IsCropped ? Crop(picture, window) : null;
        using var flattened = format == ImageFormat.Jpeg && picture.HasAlpha ? Flatten(cropped ?? picture) : null;
        var save = (flattened ?? cropped ?? picture).Apply(Nickname(format) ?? throw new ArgumentOutOfRangeException(nameof(format)));
        return (format switch
        {
            ImageFormat.Jpeg => save.Set("Q", quality).Set("optimize-coding", content: true).Set("subsample-mode", SubsampleChroma),
            ImageFormat.WebP => save.Set("Q", quality).Set("effort", Effort).Set("alpha-q", 100),
            ImageFormat.Avif => save.Set("Q", quality).Set("effort", Effort).Set("compression", Av1).Set("bitdepth", 8),
            _ => save,
        }).Set("strip", content: true).ToBuffer();
    }

    private static VipsImage Crop(VipsImage picture, RenditionGeometry window)
        => picture.Apply("extract_area", "input")
            .Set("left", window.Left)
            .Set("top", window.Top)
            .Set("width", window.Width)
            .Set("height", window.Height)
            .ToImage();

    private static VipsImage Flatten(VipsImage picture) => picture.Apply("flatten").Set("background", White).ToImage();
}
