#nullable disable

namespace SkiaSharp;

public class SKBitmap : SKObject
{
    public SKBitmap(SKImageInfo info) => throw null;

    public SKImageInfo Info => throw null;
    public int Width => throw null;
    public int Height => throw null;
    public int RowBytes => throw null;
    public SKAlphaType AlphaType => throw null;
    public IntPtr GetPixels() => throw null;
    public SKPixmap PeekPixels() => throw null;
}
