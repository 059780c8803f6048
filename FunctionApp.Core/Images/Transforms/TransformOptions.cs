using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Images.Transforms;

/// <summary>What may be made of an image on request. Bound from <c>Images:Transforms</c>.</summary>
public sealed record TransformOptions
{
    private static readonly ImageFormat[] DefaultFormats = [ImageFormat.WebP, ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.Avif];

    /// <summary>Longest side that may be asked for, in pixels. Default 4,096.</summary>
    [Range(1, 16_383)]
    public int MaxSide { get; init; } = 4_096;

    /// <summary>Most megapixels (millions of pixels) that come out. Default 16.</summary>
    [Range(0.0001, 1_000)]
    public double MaxMegapixels { get; init; } = 16;

    /// <summary>Formats that may be asked for. Empty means WebP, JPEG, PNG and AVIF, as far as the host's engines make them.</summary>
    public IReadOnlyList<ImageFormat> Formats { get; init; } = [];

    /// <summary>Lowest quality that may be asked for. Default 20.</summary>
    [Range(1, 100)]
    public int MinQuality { get; init; } = 20;

    /// <summary>Highest quality that may be asked for. Default 95.</summary>
    [Range(1, 100)]
    public int MaxQuality { get; init; } = 95;

    /// <summary>Sides are rounded up to a multiple of this many pixels, so that there are fewer to make. Default 1: none is rounded.</summary>
    [Range(1, 1_000)]
    public int SnapTo { get; init; } = 1;

    /// <summary>How long a transform stays in the cache. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long browsers and shared caches may keep a transform; those of a signed URL never longer than the URL works. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The formats in force, whether engines make them or not.</summary>
    public IReadOnlyList<ImageFormat> EffectiveFormats => Formats.Count > 0 ? Formats : DefaultFormats;

    /// <summary>A side as it is made.</summary>
    /// <param name="side">Pixels asked for.</param>
    public int Snap(int side) => Math.Min((side + SnapTo - 1) / SnapTo * SnapTo, MaxSide);
}
