#nullable disable

namespace SkiaSharp;

public struct SKCodecOptions
{
    public static readonly SKCodecOptions Default;
}
