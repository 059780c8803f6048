#nullable disable

namespace SkiaSharp;

public readonly struct SKColor
{
}
