#nullable disable

namespace SkiaSharp;

public class SKImage : SKObject
{
    public static SKImage FromPixels(SKPixmap pixmap) => throw null;
}
