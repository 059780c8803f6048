using FunctionApp.Core.Images.Vips.Native;

namespace FunctionApp.Core.Images.Vips;

/// <summary>Steps from what a loader delivers to upright 8-bit sRGB pictures of the wanted size. Each step releases the image before it.</summary>
internal static class VipsResampler
{
    private const int Perceptual = 0;
    private const double Opaque = 255;

    /// <summary>Replaces an image by what an operation makes of it.</summary>
    public static VipsImage Then(this VipsImage image, string nickname, Func<VipsOperation, VipsOperation>? arguments = null)
    {
        using (image)
        {
            var operation = image.Apply(nickname);
            return (arguments is null ? operation : arguments(operation)).ToImage();
        }
    }

    /// <summary>Scales to exactly a size with Lanczos-3; colours of transparent pixels do not bleed.</summary>
    public static VipsImage Resize(this VipsImage image, int width, int height)
    {
        if (image.Width == width && image.Height == height)
        {
            return image;
        }

        var scale = (Across: (double)width / image.Width, Down: (double)height / image.Height);
        if (!image.HasAlpha)
        {
            return image.Then("resize", resize => resize.Set("scale", scale.Across).Set("vscale", scale.Down));
        }

        var format = image.BandFormat;
        return image
            .Then("premultiply")
            .Then("resize", resize => resize.Set("scale", scale.Across).Set("vscale", scale.Down))
            .Then("unpremultiply")
            .Then("round", round => round.Set("round", 0))
            .Then("cast", cast => cast.Set("format", format));
    }

    /// <summary>Converts to 8-bit sRGB, or to 8-bit grey when there is no colour; at most four channels.</summary>
    public static VipsImage ToDisplayColours(this VipsImage image)
    {
        if (image.HasProfile && TryTransform(image) is { } transformed)
        {
            image.Dispose();
            image = transformed;
        }

        if (image.Interpretation is not (VipsInterpretation.Srgb or VipsInterpretation.Grey) || image.BandFormat != VipsImage.UnsignedByte)
        {
            var space = image.Bands < 3 ? VipsInterpretation.Grey : VipsInterpretation.Srgb;
            image = image
                .Then("colourspace", convert => convert.Set("space", (int)space))
                .Then("cast", cast => cast.Set("format", VipsImage.UnsignedByte));
        }

        var most = image.Interpretation == VipsInterpretation.Grey ? 2 : 4;
        return image.Bands > most ? image.Then("extract_band", extract => extract.Set("band", 0).Set("n", most)) : image;
    }

    /// <summary>Converts from 8-bit sRGB or grey, with or without alpha, to four channels.</summary>
    public static VipsImage ToRgba(this VipsImage image)
    {
        var colours = image.Interpretation == VipsInterpretation.Grey
            ? image.Then("colourspace", convert => convert.Set("space", (int)VipsInterpretation.Srgb))
            : image;
        return colours.HasAlpha ? colours : colours.Then("bandjoin_const", join => join.Set("c", Opaque));
    }

    /// <summary>Drops an alpha channel that hides nothing, as most have that drawing programs write: it doubles the work of every step after.</summary>
    public static VipsImage WithoutOpaqueAlpha(this VipsImage image)
        => image.HasAlpha && image.IsOpaque()
            ? image.Then("extract_band", extract => extract.Set("band", 0).Set("n", image.Bands - 1)).ToMemory()
            : image;

    /// <summary>Turns by the EXIF orientation; the image must be in memory, because turning reads columns.</summary>
    public static VipsImage ToUpright(this VipsImage image) => image.Orientation == 1 ? image : image.Then("autorot");

    /// <summary>Computes all pixels into memory.</summary>
    public static VipsImage ToMemory(this VipsImage image, CancellationToken cancellationToken = default)
    {
        using (image)
        {
            return image.CopyToMemory(cancellationToken);
        }
    }

    /// <summary>Applies the embedded profile; null when it cannot be used, for then the picture is better shown without than not at all.</summary>
    private static VipsImage? TryTransform(VipsImage image)
    {
        try
        {
            return image.Apply("icc_transform")
                .Set("output-profile", "srgb")
                .Set("embedded", content: true)
                .Set("intent", Perceptual)
                .Set("depth", 8)
                .ToImage();
        }
        catch (VipsException)
        {
            return null;
        }
    }
}
