#nullable disable

namespace SkiaSharp;

public class SKCodec : SKObject
{
    public SKImageInfo Info => throw null;
    public SKEncodedOrigin EncodedOrigin => throw null;
    public int FrameCount => throw null;
    public static SKCodec Create(SKData data) => throw null;
    public SKSizeI GetScaledDimensions(float desiredScale) => throw null;
    public SKCodecResult GetPixels(SKImageInfo info, IntPtr pixels, int rowBytes, SKCodecOptions options) => throw null;
}
