using FunctionApp.Core.Caching;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Pipeline;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Transforms;

/// <summary>Makes renditions on request, and keeps them in the cache instead of the store.</summary>
/// <remarks>Callers who ask for the same at once share one rendering. How much is worked on at once is bounded as in the pipeline.</remarks>
public sealed class ImageTransformer(ImageEngines engines, OriginalReader originals, ComputeCache cache, IOptions<ImageOptions> options)
{
    /// <summary>How long it is remembered that an original cannot be used: decoding it in vain costs as much as decoding another.</summary>
    private static readonly TimeSpan Unusable = TimeSpan.FromMinutes(1);

    private readonly TransformOptions _options = options.Value.Transforms;
    private readonly CacheArea<CachedContent> _area = CacheArea.Content("transform") with
    {
        TimeToLive = options.Value.Transforms.TimeToLive,
        AbsentFor = Unusable,
    };

    /// <summary>Formats that may be asked for, those that a caller who does not care gets first in front.</summary>
    public IReadOnlyList<ImageFormat> Formats { get; } = [.. options.Value.Transforms.EffectiveFormats.Where(engines.CanMake)];

    /// <summary>Why a transform of an image is over a limit; null when it is not.</summary>
    /// <param name="image">A completed image.</param>
    /// <param name="spec">What to make.</param>
    public string? Refusal(ImageManifest image, RenditionSpec spec)
    {
        var geometry = RenditionGeometry.For(image.Source.Width ?? 1, image.Source.Height ?? 1, spec);
        return (double)geometry.Width * geometry.Height > _options.MaxMegapixels * 1_000_000
            ? FormattableString.Invariant(
                $"That would have {geometry.Width} x {geometry.Height} pixels; at most {_options.MaxMegapixels:0.####} megapixels are made.")
            : null;
    }

    /// <summary>The transform, made now or before.</summary>
    /// <param name="image">A completed image.</param>
    /// <param name="spec">What to make; its name says all of it, and is part of the cache's key.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <returns>Null when the original cannot be used after all.</returns>
    /// <exception cref="FileNotFoundException">The original was deleted meanwhile.</exception>
    public Task<CachedContent?> TransformAsync(ImageManifest image, RenditionSpec spec, CancellationToken cancellationToken = default)
        => cache.GetOrComputeAsync(_area, $"{image.ImageId}/{spec.Name}", stopping => RenderAsync(image, spec, stopping), cancellationToken);

    private async Task<CachedContent?> RenderAsync(ImageManifest image, RenditionSpec spec, CancellationToken cancellationToken)
    {
        using var original = await originals.ReadAsync(image.ImageId, image.Source.Bytes, cancellationToken);
        CachedContent? content = null;
        await engines.RenderAsync(
            original.Memory,
            [spec],
            (made, _) =>
            {
                // The engine's memory is used again as soon as this returns.
                content = CachedContent.Of(spec.Format.ContentType(), made.Bytes.ToArray());
                return Task.CompletedTask;
            },
            cancellationToken);
        return content;
    }
}
