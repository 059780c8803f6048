namespace FunctionApp.Core.Images.Analysis;

/// <summary>What an image looks like, in a few small values.</summary>
/// <remarks>
/// The same pixels give the same values on every machine. Transparent parts count as the white page behind them, except in the palette,
/// where a pixel counts as much as it covers.
/// </remarks>
public sealed record ImageAnalysis
{
    /// <summary>The colour of the largest part of the image, <c>#rrggbb</c>; always the first of <see cref="Palette"/>.</summary>
    public required string DominantColor { get; init; }

    /// <summary>One to five colours, <c>#rrggbb</c>, that the eye tells apart, the one with the largest share first.</summary>
    public required IReadOnlyList<string> Palette { get; init; }

    /// <summary>A placeholder of 4x3 components in 28 characters; see https://blurha.sh.</summary>
    public required string BlurHash { get; init; }

    /// <summary>16 lower-case hexadecimal digits, compared with <see cref="Analysis.PerceptualHash.Distance(string, string)"/>.</summary>
    public required string PerceptualHash { get; init; }

    /// <summary>
    /// Fine detail, 0 (none) to 1 (a chessboard of single pixels), 6 decimals. Of previews of one size, a blurred photograph stays below
    /// about 0.0001, a sharp one is mostly above 0.0002.
    /// </summary>
    public required double Sharpness { get; init; }

    /// <summary>Mean luma, 0 (black) to 1 (white), 4 decimals.</summary>
    public required double Brightness { get; init; }

    /// <summary>Root-mean-square contrast: 0 (one tone) to 0.5 (half black, half white), 4 decimals.</summary>
    public required double Contrast { get; init; }
}
