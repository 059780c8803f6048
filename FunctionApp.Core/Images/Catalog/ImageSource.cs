namespace FunctionApp.Core.Images.Catalog;

/// <summary>What was uploaded.</summary>
public sealed record ImageSource
{
    /// <summary>The name the uploader gave.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the bytes, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Media type by content; application/octet-stream when it is no image we know.</summary>
    public required string ContentType { get; init; }

    /// <summary>Format by content; null until inspected, or when it is no image we know.</summary>
    public ImageFormat? Format { get; init; }

    /// <summary>Pixels across, after EXIF orientation.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels down, after EXIF orientation.</summary>
    public int? Height { get; init; }

    /// <summary>EXIF orientation of the stored pixels, 1 to 8.</summary>
    public int? Orientation { get; init; }

    /// <summary>Frames of an animation or pages of a document.</summary>
    public int? Frames { get; init; }

    /// <summary>Whether the image has an alpha channel.</summary>
    public bool? HasAlpha { get; init; }
}
