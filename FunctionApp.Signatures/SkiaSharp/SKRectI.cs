#nullable disable

namespace SkiaSharp;

public struct SKRectI
{
    public static SKRectI Create(int x, int y, int width, int height) => throw null;
}
