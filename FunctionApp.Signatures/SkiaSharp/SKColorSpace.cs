#nullable disable

namespace SkiaSharp;

public class SKColorSpace : SKObject
{
    public bool IsSrgb => throw null;
    public static SKColorSpace CreateSrgb() => throw null;
}
