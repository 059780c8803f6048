#nullable disable

namespace SkiaSharp;

public enum SKColorType
{
    Unknown = 0,
    Rgba8888 = 4,
}
