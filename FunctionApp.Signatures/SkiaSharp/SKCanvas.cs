#nullable disable

namespace SkiaSharp;

public class SKCanvas : SKObject
{
    public SKCanvas(SKBitmap bitmap) => throw null;

    public void Clear(SKColor color) => throw null;
    public void Concat(in SKMatrix m) => throw null;
    public void DrawImage(SKImage image, float x, float y, SKSamplingOptions sampling, SKPaint paint = null) => throw null;
}
