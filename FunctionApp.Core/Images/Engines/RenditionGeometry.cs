namespace FunctionApp.Core.Images.Engines;

/// <summary>How an upright image becomes a rendition: scaled to a full picture, of which a window is kept.</summary>
/// <param name="FullWidth">Pixels across of the whole scaled picture.</param>
/// <param name="FullHeight">Pixels down of the whole scaled picture.</param>
/// <param name="Width">Pixels across of the rendition.</param>
/// <param name="Height">Pixels down of the rendition.</param>
public readonly record struct RenditionGeometry(int FullWidth, int FullHeight, int Width, int Height)
{
    /// <summary>Which part of the picture the window keeps.</summary>
    public ImageGravity Gravity { get; init; }

    /// <summary>Pixels cut off on the left. A centred window leaves as many on the right, or one more.</summary>
    public int Left => Gravity switch
    {
        ImageGravity.West or ImageGravity.NorthWest or ImageGravity.SouthWest => 0,
        ImageGravity.East or ImageGravity.NorthEast or ImageGravity.SouthEast => FullWidth - Width,
        _ => (FullWidth - Width) / 2,
    };

    /// <summary>Pixels cut off at the top. A centred window leaves as many at the bottom, or one more.</summary>
    public int Top => Gravity switch
    {
        ImageGravity.North or ImageGravity.NorthWest or ImageGravity.NorthEast => 0,
        ImageGravity.South or ImageGravity.SouthWest or ImageGravity.SouthEast => FullHeight - Height,
        _ => (FullHeight - Height) / 2,
    };

    /// <summary>Whether anything is cut off.</summary>
    public bool IsCropped => Width != FullWidth || Height != FullHeight;

    /// <summary>Fits an image to a rendition's box, and to the largest picture its format can hold. Nothing is enlarged.</summary>
    /// <param name="width">Pixels across of the image, upright.</param>
    /// <param name="height">Pixels down of the image, upright.</param>
    /// <param name="spec">The rendition.</param>
    public static RenditionGeometry For(int width, int height, RenditionSpec spec)
    {
        var most = MaxSide(spec.Format);
        var boxWidth = spec.Width ?? most;
        var boxHeight = spec.Height ?? most;
        return spec is { Fit: ImageFit.Cover, Width: not null, Height: not null }
            ? Cover(width, height, boxWidth, boxHeight) with { Gravity = spec.Gravity }
            : Inside(width, height, Math.Min(boxWidth, most), Math.Min(boxHeight, most));
    }

    /// <summary>The whole image inside a box.</summary>
    public static RenditionGeometry Inside(int width, int height, int boxWidth, int boxHeight)
    {
        var scale = Math.Min(1, Math.Min((double)boxWidth / width, (double)boxHeight / height));
        var full = (Width: Scaled(width, scale), Height: Scaled(height, scale));
        return new RenditionGeometry(full.Width, full.Height, full.Width, full.Height);
    }

    private static RenditionGeometry Cover(int width, int height, int boxWidth, int boxHeight)
    {
        var scale = Math.Min(1, Math.Max((double)boxWidth / width, (double)boxHeight / height));
        var full = (Width: Scaled(width, scale), Height: Scaled(height, scale));
        return new RenditionGeometry(full.Width, full.Height, Math.Min(boxWidth, full.Width), Math.Min(boxHeight, full.Height));
    }

    private static int Scaled(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale, MidpointRounding.AwayFromZero));

    private static int MaxSide(ImageFormat format) => format switch
    {
        ImageFormat.WebP => 16_383,
        ImageFormat.Avif => 16_384,
        _ => 65_500,
    };
}
