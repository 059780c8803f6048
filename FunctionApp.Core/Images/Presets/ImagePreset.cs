using System.ComponentModel.DataAnnotations;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Presets;

/// <summary>A size that every image is rendered to, in each of several formats.</summary>
public sealed record ImagePreset
{
    /// <summary>Width of the box in pixels; null leaves it to the height.</summary>
    [Range(1, 16_383)]
    public int? Width { get; init; }

    /// <summary>Height of the box in pixels; null leaves it to the width.</summary>
    [Range(1, 16_383)]
    public int? Height { get; init; }

    /// <summary>How the image is made to fit the box; it is never enlarged. Default inside.</summary>
    public ImageFit Fit { get; init; } = ImageFit.Inside;

    /// <summary>One rendition is made in each of these. Default WebP and JPEG.</summary>
    public IReadOnlyList<ImageFormat> Formats { get; init; } = [];

    /// <summary>The renditions of this preset.</summary>
    /// <param name="name">The preset's name, which renditions are named after: <c>thumb</c> gives <c>thumb.webp</c>.</param>
    /// <param name="quality">Encoder quality for each format.</param>
    public IEnumerable<RenditionSpec> Renditions(string name, Func<ImageFormat, int> quality)
        => (Formats.Count > 0 ? Formats : [ImageFormat.WebP, ImageFormat.Jpeg]).Select(format => new RenditionSpec
        {
            Name = $"{name}.{format.Extension()}",
            Width = Width,
            Height = Height,
            Fit = Fit,
            Format = format,
            Quality = quality(format),
        });
}
