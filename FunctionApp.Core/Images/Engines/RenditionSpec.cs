namespace FunctionApp.Core.Images.Engines;

/// <summary>One file to make of an image.</summary>
public sealed record RenditionSpec
{
    /// <summary>The rendition's name, unique per image, for example <c>thumb.webp</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Width of the box in pixels; null leaves it to the height.</summary>
    public int? Width { get; init; }

    /// <summary>Height of the box in pixels; null leaves it to the width.</summary>
    public int? Height { get; init; }

    /// <summary>How the image is made to fit the box. It is never enlarged.</summary>
    public ImageFit Fit { get; init; } = ImageFit.Inside;

    /// <summary>What a box that is filled keeps of the image.</summary>
    public ImageGravity Gravity { get; init; }

    /// <summary>The format to encode.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Encoder quality, 1 to 100.</summary>
    public required int Quality { get; init; }
}
