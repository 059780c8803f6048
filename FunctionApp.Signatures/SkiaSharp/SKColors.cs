#nullable disable

namespace SkiaSharp;

public struct SKColors
{
    public static SKColor White;
    public static SKColor Transparent;
}
