namespace FunctionApp.Core.Images.Catalog;

/// <summary>One file that was made of an image.</summary>
public sealed record Rendition
{
    /// <summary>Preset and extension, for example <c>thumb.webp</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The encoded format.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Its media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Pixels across.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels down.</summary>
    public required int Height { get; init; }

    /// <summary>Bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Path to fetch it from, relative to the host.</summary>
    public required string Url { get; init; }

    /// <summary>Strong entity tag, quoted. Rendering the same bytes again keeps it.</summary>
    public required string ETag { get; init; }
}
