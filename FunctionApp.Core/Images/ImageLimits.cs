using System.ComponentModel.DataAnnotations;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images;

/// <summary>What is accepted, and how much is worked on at once. Bound from <c>Images:Limits</c>.</summary>
public sealed record ImageLimits
{
    /// <summary>Largest upload in bytes; more is answered with 413. Default 100 MB.</summary>
    [Range(1, 2_000_000_000)]
    public long MaxUploadBytes { get; init; } = 100_000_000;

    /// <summary>Most megapixels (millions of pixels) of one frame. Default 100.</summary>
    [Range(0.0001, 10_000)]
    public double MaxMegapixels { get; init; } = 100;

    /// <summary>Most frames an image may have. Only the first is rendered. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxFrames { get; init; } = 1_000;

    /// <summary>Most megapixels decoded at the same time; an image that is larger runs alone. Default 120.</summary>
    [Range(1, 100_000)]
    public double MaxMegapixelsInFlight { get; init; } = 120;

    /// <summary>Most bytes of encoded images in memory at the same time; a file that is larger waits until it is alone. Default 128 MB.</summary>
    [Range(1, 100_000_000_000)]
    public long MaxBytesInFlight { get; init; } = 128_000_000;

    /// <summary>Images worked on at the same time; 0 means one per processor. Default 0.</summary>
    [Range(0, 1024)]
    public int MaxConcurrentImages { get; init; }

    /// <summary>Whether SVG is accepted: it can carry scripts and references to other files. Default false.</summary>
    public bool AllowSvg { get; init; }

    /// <summary>Why an image is over a limit, judged by its header; null when it is not.</summary>
    public ImageFailure? Refusal(ImageProbe probe)
    {
        if (probe.Megapixels > MaxMegapixels)
        {
            return new ImageFailure(
                ImageFailureKind.TooLarge,
                FormattableString.Invariant(
                    $"The image has {probe.Width} x {probe.Height} pixels; at most {MaxMegapixels:0.####} megapixels are accepted."));
        }

        return probe.Frames > MaxFrames
            ? new ImageFailure(
                ImageFailureKind.TooLarge,
                FormattableString.Invariant($"The image has {probe.Frames} frames; at most {MaxFrames} are accepted."))
            : null;
    }
}
