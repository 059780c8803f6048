namespace FunctionApp.Core.Images.Engines;

/// <summary>What an image says of itself, read without decoding its pixels.</summary>
public sealed record ImageProbe
{
    /// <summary>The format by content.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Pixels across, as it should be seen: after EXIF orientation.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels down, as it should be seen: after EXIF orientation.</summary>
    public required int Height { get; init; }

    /// <summary>EXIF orientation, 1 to 8; 1 when there is none.</summary>
    public required int Orientation { get; init; }

    /// <summary>Frames of an animation or pages of a document; 1 for a still.</summary>
    public required int Frames { get; init; }

    /// <summary>Whether the image has an alpha channel.</summary>
    public required bool HasAlpha { get; init; }

    /// <summary>Whether an ICC profile is embedded.</summary>
    public required bool HasProfile { get; init; }

    /// <summary>Millions of pixels in one frame.</summary>
    public double Megapixels => (double)Width * Height / 1_000_000;
}
