using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Images.Presets;

/// <summary>Encoder quality per format, 1 to 100. Bound from <c>Images:Quality</c>.</summary>
public sealed record ImageQuality
{
    /// <summary>JPEG. Default 80.</summary>
    [Range(1, 100)]
    public int Jpeg { get; init; } = 80;

    /// <summary>WebP. Default 79.</summary>
    [Range(1, 100)]
    public int WebP { get; init; } = 79;

    /// <summary>AVIF. Default 63.</summary>
    [Range(1, 100)]
    public int Avif { get; init; } = 63;

    /// <summary>The quality for a format; 100 where the format has no loss.</summary>
    public int For(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => Jpeg,
        ImageFormat.WebP => WebP,
        ImageFormat.Avif => Avif,
        _ => 100,
    };
}
