#nullable disable

namespace SkiaSharp;

public struct SKCubicResampler
{
    public static readonly SKCubicResampler Mitchell;
}
