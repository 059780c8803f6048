using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Transforms;

namespace FunctionApp.Core.Api;

/// <summary>What a caller wants made of an image: the parameters of a transform's URL.</summary>
internal sealed record TransformQuery
{
    /// <summary>How long a URL shall work, in seconds: only where one is signed.</summary>
    public const string Lifetime = "expiresIn";

    private int? Width { get; init; }

    private int? Height { get; init; }

    private ImageFit Fit { get; init; }

    private ImageGravity Gravity { get; init; }

    private int? Quality { get; init; }

    /// <summary>The format asked for by name; null leaves it to the Accept header.</summary>
    public ImageFormat? Format { get; private init; }

    /// <summary>Reads a URL's parameters; the reader remembers the first rule that is broken.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="formats">Formats that can be made.</param>
    /// <param name="options">The limits.</param>
    public static TransformQuery Read(QueryReader query, IReadOnlyList<ImageFormat> formats, TransformOptions options)
    {
        query.Only("w", "h", "fit", "gravity", "format", "q", SignedUrls.Expiry, SignedUrls.Signature, Lifetime);
        var width = query.OptionalInteger("w", 1, options.MaxSide);
        var height = query.OptionalInteger("h", 1, options.MaxSide);
        var fit = query.Choice("fit", Enum.GetValues<ImageFit>()) ?? ImageFit.Inside;
        var gravity = query.Choice("gravity", Enum.GetValues<ImageGravity>());
        var format = query.Choice("format", formats);
        var quality = query.OptionalInteger("q", options.MinQuality, options.MaxQuality);

        query.Require(width is not null || height is not null, "Set 'w' or 'h' or both.");
        query.Require(fit is not ImageFit.Cover || (width is not null && height is not null), "'fit=cover' needs both 'w' and 'h'.");
        query.Require(gravity is null || fit is ImageFit.Cover, "'gravity' goes with 'fit=cover': otherwise nothing is cut off.");
        query.Require(quality is null || format is not ImageFormat.Png, "'q' does not go with 'format=png', which has no loss.");
        return new()
        {
            Width = width is { } w ? options.Snap(w) : null,
            Height = height is { } h ? options.Snap(h) : null,
            Fit = fit,
            Gravity = gravity ?? ImageGravity.Center,
            Format = format,
            Quality = quality,
        };
    }

    /// <summary>What an engine has to make. Its name says all of it.</summary>
    /// <param name="format">The format that was asked for or agreed on.</param>
    /// <param name="defaultQuality">The quality when none was asked for.</param>
    public RenditionSpec ToSpec(ImageFormat format, int defaultQuality)
    {
        var quality = format is ImageFormat.Png ? defaultQuality : Quality ?? defaultQuality;
        return new()
        {
            Name = FormattableString.Invariant($"{Width}x{Height}-{Fit}-{Gravity}-{quality}.{format.Extension()}").ToLowerInvariant(),
            Width = Width,
            Height = Height,
            Fit = Fit,
            Gravity = Gravity,
            Format = format,
            Quality = quality,
        };
    }
}
