using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Vips;
using FunctionApp.Core.Images.Vips.Native;

namespace FunctionApp.Tests.Images.Fixtures;

/// <summary>Encoded test images.</summary>
internal static class SampleImages
{
    /// <summary>Encodes a picture; lossless where the format can be, else at high quality.</summary>
    public static byte[] Encode(Picture picture, ImageFormat format)
    {
        if (format == ImageFormat.Png)
        {
            return Png.Encode(picture.Width, picture.Height, Png.Rgba, picture.Rgba);
        }

        using var rgba = Load(picture);
        using var opaque = rgba.Apply("flatten").Set("background", 255.0).ToImage();
        using var bytes = (format switch
        {
            ImageFormat.Jpeg => opaque.Apply("jpegsave_buffer").Set("Q", 95).Set("subsample-mode", 2),
            ImageFormat.WebP => rgba.Apply("webpsave_buffer").Set("lossless", content: true).Set("effort", 1),
            ImageFormat.Avif => opaque.Apply("heifsave_buffer").Set("compression", 4).Set("Q", 90).Set("effort", 0),
            ImageFormat.Gif => opaque.Apply("gifsave_buffer").Set("effort", 1),
            ImageFormat.Tiff => rgba.Apply("tiffsave_buffer"),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, message: null),
        }).ToBuffer();
        return bytes.Memory.ToArray();
    }

    /// <summary>A JPEG of inks rather than lights.</summary>
    public static byte[] CmykJpeg(Picture picture)
    {
        using var rgba = Load(picture);
        using var rgb = rgba.Apply("extract_band").Set("band", 0).Set("n", 3).ToImage();
        using var cmyk = rgb.Apply("colourspace").Set("space", (int)VipsInterpretation.Cmyk).ToImage();
        using var bytes = cmyk.Apply("jpegsave_buffer").Set("Q", 95).ToBuffer();
        return bytes.Memory.ToArray();
    }

    private static VipsImage Load(Picture picture)
    {
        VipsRuntime.EnsureStarted();
        using var png = new PinnedBytes(Encode(picture, ImageFormat.Png));
        using var image = VipsLoader.Open(png, ImageFormat.Png);
        return image.CopyToMemory();
    }
}
