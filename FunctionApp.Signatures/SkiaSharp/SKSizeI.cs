#nullable disable

namespace SkiaSharp;

public struct SKSizeI(int width, int height)
{
    public int Width { get; set; } = width;
    public int Height { get; set; } = height;
}
