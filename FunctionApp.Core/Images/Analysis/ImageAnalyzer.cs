using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Analysis;

/// <summary>Measures an image on a small preview of it.</summary>
public static class ImageAnalyzer
{
    /// <summary>The longer side of the preview that images should be compared by, in pixels: sharpness depends on it.</summary>
    public const int PreviewSide = 256;

    /// <summary>Measures a preview. Pure: no state, no I/O; safe on any thread.</summary>
    /// <param name="preview">An upright picture of at least one pixel.</param>
    /// <exception cref="ArgumentException">The sides and the number of bytes do not agree.</exception>
    public static ImageAnalysis Analyze(RgbaImage preview)
    {
        if (preview.Width < 1 || preview.Height < 1 || preview.Pixels.LongLength != 4L * preview.Width * preview.Height)
        {
            throw new ArgumentException($"{preview.Width} x {preview.Height} pixels are not {preview.Pixels.Length} bytes.", nameof(preview));
        }

        var palette = ColorPalette.Extract(preview);
        var opaque = WhiteBackdrop.Flatten(preview);
        var luma = LumaPlane.Of(opaque);

        return new ImageAnalysis
        {
            DominantColor = palette[0],
            Palette = palette,
            BlurHash = BlurHash.Encode(opaque),
            PerceptualHash = PerceptualHash.Of(luma).ToString(),
            Sharpness = Math.Round(Sharpness.Of(luma), 6),
            Brightness = Math.Round(Brightness.Of(luma), 4),
            Contrast = Math.Round(Contrast.Of(luma), 4),
        };
    }
}
