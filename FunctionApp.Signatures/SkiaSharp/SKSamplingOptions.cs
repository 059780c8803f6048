#nullable disable

namespace SkiaSharp;

public struct SKSamplingOptions
{
    public static readonly SKSamplingOptions Default;

    public SKSamplingOptions(SKFilterMode filter, SKMipmapMode mipmap) => throw null;

    public SKSamplingOptions(SKCubicResampler resampler) => throw null;
}
