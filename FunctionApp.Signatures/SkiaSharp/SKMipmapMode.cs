#nullable disable

namespace SkiaSharp;

public enum SKMipmapMode
{
    None = 0,
    Nearest = 1,
    Linear = 2,
}
