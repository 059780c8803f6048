using System.Collections.Frozen;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using Microsoft.Extensions.Options;

namespace FunctionApp.Adapters.Skia;

/// <summary>The image engine over SkiaSharp: quick with what the web is made of, and small to ship. What it cannot do goes to the next engine.</summary>
internal sealed class SkiaImageEngine : IImageEngine
{
    private readonly ImageLimits _limits;
    private readonly WeightedGate _gate;

    public SkiaImageEngine(IOptions<ImageLimits> limits)
    {
        _limits = limits.Value;
        var concurrency = _limits.MaxConcurrentImages == 0 ? Environment.ProcessorCount : _limits.MaxConcurrentImages;
        _gate = new WeightedGate(concurrency, _limits.MaxMegapixelsInFlight);
    }

    /// <inheritdoc/>
    public string Name => "skia";

    /// <inheritdoc/>
    /// <remarks>Skia reads GIF too, but its frames cost a decode each just to be counted.</remarks>
    public ImageEngineCapabilities Capabilities { get; } = new(
        Inputs: FrozenSet.Create(ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP),
        Outputs: FrozenSet.Create(ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP),
        Fits: Enum.GetValues<ImageFit>().ToFrozenSet());

    /// <inheritdoc/>
    public Task<ImageResult<ImageProbe>> ProbeAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        if (!Open(source).TryGetValue(out var image, out var failure))
        {
            return Task.FromResult<ImageResult<ImageProbe>>(failure);
        }

        using (image)
        {
            return Task.FromResult<ImageResult<ImageProbe>>(image.Probe);
        }
    }

    /// <inheritdoc/>
    public async Task<ImageFailure?> RenderAsync(
        ReadOnlyMemory<byte> source,
        IReadOnlyList<RenditionSpec> specs,
        Func<EncodedImage, CancellationToken, Task> onRendered,
        CancellationToken cancellationToken = default)
    {
        if (specs.FirstOrDefault(spec => !Capabilities.CanRender(spec)) is { } impossible)
        {
            throw new ArgumentException($"{Name} cannot make '{impossible.Name}' ({impossible.Format}, {impossible.Fit}).", nameof(specs));
        }

        if (!Open(source).TryGetValue(out var opened, out var failure))
        {
            return failure;
        }

        using var image = opened;
        if (specs.Count == 0)
        {
            return null;
        }

        var probe = image.Probe;
        using var place = await _gate.EnterAsync(probe.Megapixels, cancellationToken);
        var steps = specs
            .Select(spec => (Spec: spec, Geometry: RenditionGeometry.For(probe.Width, probe.Height, spec)))
            .OrderByDescending(step => (long)step.Geometry.FullWidth * step.Geometry.FullHeight)
            .ToList();

        var decoded = await OnThreadAsync(() => SkiaDecoder.Decode(image, steps[0].Geometry.FullWidth, steps[0].Geometry.FullHeight), cancellationToken);
        if (decoded is null)
        {
            return Damaged(probe.Format);
        }

        using var pictures = new SkiaPyramid(decoded);
        foreach (var (spec, geometry) in steps)
        {
            using var encoded = await OnThreadAsync(() => SkiaEncoder.Encode(pictures.At(geometry), geometry, spec), cancellationToken);
            using var bytes = new SkiaBytes(encoded);
            await onRendered(new EncodedImage(spec, geometry.Width, geometry.Height, bytes.Memory), cancellationToken);
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<ImageResult<RgbaImage>> DecodePreviewAsync(
        ReadOnlyMemory<byte> source, int maxSide, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSide, 1);
        if (!Open(source).TryGetValue(out var opened, out var failure))
        {
            return failure;
        }

        using var image = opened;
        var probe = image.Probe;
        using var place = await _gate.EnterAsync(probe.Megapixels, cancellationToken);
        var size = RenditionGeometry.Inside(probe.Width, probe.Height, maxSide, maxSide);
        return await OnThreadAsync<ImageResult<RgbaImage>>(
            () =>
            {
                if (SkiaDecoder.Decode(image, size.FullWidth, size.FullHeight) is not { } decoded)
                {
                    return Damaged(probe.Format);
                }

                using var pictures = new SkiaPyramid(decoded);
                return SkiaEncoder.ToRgba(pictures.At(size));
            },
            cancellationToken);
    }

    /// <summary>Work of seconds is not for the thread pool.</summary>
    private static Task<T> OnThreadAsync<T>(Func<T> work, CancellationToken cancellationToken)
        => Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static ImageFailure Damaged(ImageFormat format) => new(ImageFailureKind.Corrupt, $"The {format} image is truncated or damaged.");

    /// <summary>Reads the header, and refuses what is no image, not accepted, or over a limit, before any pixel is decoded.</summary>
    private ImageResult<SkiaSource> Open(ReadOnlyMemory<byte> source)
    {
        if (ImageFormats.Recognise(source.Span[..Math.Min(source.Length, ImageFormats.HeadLength)]) is not { } format)
        {
            return new ImageFailure(ImageFailureKind.NotAnImage, "The bytes are not an image of a known format.");
        }

        if (!Capabilities.Inputs.Contains(format))
        {
            return new ImageFailure(ImageFailureKind.UnsupportedFormat, $"{format} images are not accepted.");
        }

        if (SkiaSource.Open(source, format) is not { } image)
        {
            return Damaged(format);
        }

        if (_limits.Refusal(image.Probe) is { } refusal)
        {
            image.Dispose();
            return refusal;
        }

        return image;
    }
}
