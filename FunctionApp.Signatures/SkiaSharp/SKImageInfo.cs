#nullable disable

namespace SkiaSharp;

public struct SKImageInfo(int width, int height, SKColorType colorType, SKAlphaType alphaType, SKColorSpace colorspace)
{
    public int Width { get; set; } = width;
    public int Height { get; set; } = height;
    public SKColorType ColorType { get; set; } = colorType;
    public SKAlphaType AlphaType { get; set; } = alphaType;
    public SKColorSpace ColorSpace { get; set; } = colorspace;
    public readonly int BytesSize => throw null;
    public readonly int RowBytes => throw null;
    public readonly SKSizeI Size => throw null;
    public readonly SKImageInfo WithSize(SKSizeI size) => throw null;
    public readonly SKImageInfo WithAlphaType(SKAlphaType newAlphaType) => throw null;
}
