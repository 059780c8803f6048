#nullable disable

namespace SkiaSharp;

public class SKPixmap : SKObject
{
    public SKImageInfo Info => throw null;
    public bool ScalePixels(SKPixmap destination, SKSamplingOptions sampling) => throw null;
    public bool ReadPixels(SKImageInfo dstInfo, IntPtr dstPixels, int dstRowBytes) => throw null;
    public SKData Encode(SKEncodedImageFormat encoder, int quality) => throw null;
    public SKPixmap ExtractSubset(SKRectI subset) => throw null;
}
