using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Vips.Native;

namespace FunctionApp.Core.Images.Vips;

/// <summary>Reads headers, and decodes pixels at about the size they are needed.</summary>
internal static class VipsDecoder
{
    /// <summary>Reads the header.</summary>
    /// <exception cref="VipsException">It is damaged.</exception>
    public static ImageProbe Probe(PinnedBytes source, ImageFormat format)
    {
        using var image = VipsLoader.Open(source, format);
        var orientation = image.Orientation;
        var turned = orientation >= 5;
        return new ImageProbe
        {
            Format = format,
            Width = turned ? image.Height : image.Width,
            Height = turned ? image.Width : image.Height,
            Orientation = orientation,
            Frames = image.Pages,
            HasAlpha = image.HasAlpha,
            HasProfile = image.HasProfile,
        };
    }

    /// <summary>Decodes to an upright 8-bit sRGB or grey picture in memory, scaled to exactly a size.</summary>
    /// <param name="source">The encoded image.</param>
    /// <param name="probe">Its header.</param>
    /// <param name="width">Pixels across of the upright picture; not more than the image has.</param>
    /// <param name="height">Pixels down of the upright picture; not more than the image has.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="VipsException">The pixels are damaged or cut off.</exception>
    public static VipsImage Decode(PinnedBytes source, ImageProbe probe, int width, int height, CancellationToken cancellationToken)
    {
        var shrink = Math.Min((double)probe.Width / width, (double)probe.Height / height);
        var (storedWidth, storedHeight) = probe.Orientation >= 5 ? (height, width) : (width, height);
        var picture = VipsLoader.Open(source, probe.Format, shrink)
            .Resize(storedWidth, storedHeight)
            .ToDisplayColours()
            .ToMemory(cancellationToken)
            .WithoutOpaqueAlpha();
        return picture.Orientation == 1 ? picture : picture.ToUpright().ToMemory(cancellationToken);
    }
}
