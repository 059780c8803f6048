using System.Buffers;
using System.Collections.Frozen;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Vips.Native;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Vips;

/// <summary>The image engine over libvips: one decode for all renditions of an image, one thread per image, several images side by side.</summary>
internal sealed class VipsImageEngine : IImageEngine, IDisposable
{
    /// <summary>An image of this many megapixels leaves enough behind on the native heap to be worth giving back.</summary>
    private const double TrimAbove = 4;

    private readonly ImageLimits _limits;
    private readonly VipsThreads _threads;
    private readonly WeightedGate _gate;

    /// <exception cref="DllNotFoundException">There is no libvips.</exception>
    public VipsImageEngine(IOptions<ImageLimits> limits)
    {
        VipsRuntime.EnsureStarted();
        _limits = limits.Value;
        if (_limits.AllowSvg)
        {
            VipsRuntime.AllowSvg();
        }

        var concurrency = _limits.MaxConcurrentImages == 0 ? Environment.ProcessorCount : _limits.MaxConcurrentImages;
        _threads = new VipsThreads(concurrency);
        _gate = new WeightedGate(concurrency, _limits.MaxMegapixelsInFlight);
        var formats = Enum.GetValues<ImageFormat>();
        Capabilities = new ImageEngineCapabilities(
            Inputs: formats
                .Where(format => (format != ImageFormat.Svg || _limits.AllowSvg) && VipsOperation.Exists(VipsLoader.Nickname(format)))
                .ToFrozenSet(),
            Outputs: formats.Where(format => VipsEncoder.Nickname(format) is { } saver && VipsOperation.Exists(saver)).ToFrozenSet(),
            Fits: Enum.GetValues<ImageFit>().ToFrozenSet());
    }

    /// <inheritdoc/>
    public string Name => "libvips";

    /// <inheritdoc/>
    public ImageEngineCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public async Task<ImageResult<ImageProbe>> ProbeAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        using var pinned = new PinnedBytes(source);
        return await _threads.RunAsync(() => Probe(pinned), cancellationToken);
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

        using var pinned = new PinnedBytes(source);
        var header = await _threads.RunAsync(() => Probe(pinned), cancellationToken);
        if (!header.TryGetValue(out var probe, out var failure) || specs.Count == 0)
        {
            return failure;
        }

        return await InTurnAsync(probe, RenderPlanAsync, cancellationToken);

        async Task<ImageFailure?> RenderPlanAsync()
        {
            var plan = RenderStep.Plan(probe, specs);
            var largest = plan[0].Geometry;
            var decoded = await DecodeAsync(pinned, probe, largest.FullWidth, largest.FullHeight, cancellationToken);
            if (!decoded.TryGetValue(out var picture, out var damage))
            {
                return damage;
            }

            using var pyramid = new VipsPyramid(picture);
            await EncodeAsync(pyramid, plan, onRendered, cancellationToken);
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<ImageResult<RgbaImage>> DecodePreviewAsync(
        ReadOnlyMemory<byte> source, int maxSide, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSide, 1);
        using var pinned = new PinnedBytes(source);
        var header = await _threads.RunAsync(() => Probe(pinned), cancellationToken);
        if (!header.TryGetValue(out var probe, out var failure))
        {
            return failure;
        }

        return await InTurnAsync(probe, PreviewAsync, cancellationToken);

        async Task<ImageResult<RgbaImage>> PreviewAsync()
        {
            var size = RenditionGeometry.Inside(probe.Width, probe.Height, maxSide, maxSide);
            var decoded = await DecodeAsync(pinned, probe, size.Width, size.Height, cancellationToken);
            return decoded.TryGetValue(out var picture, out var damage)
                ? await _threads.RunAsync(() => ToRgba(picture), cancellationToken)
                : damage;
        }
    }

    /// <summary>Ends the engine's threads when they have finished what they were given.</summary>
    public void Dispose() => _threads.Dispose();

    private ImageResult<ImageProbe> Probe(PinnedBytes source)
    {
        var head = source.Span[..Math.Min(source.Length, ImageFormats.HeadLength)];
        if (ImageFormats.Recognise(head) is not { } format)
        {
            return UnacceptedFormats.Recognise(head) is { } name
                ? new ImageFailure(ImageFailureKind.UnsupportedFormat, $"{name} images are not accepted.")
                : new ImageFailure(ImageFailureKind.NotAnImage, "The bytes are not an image of a known format.");
        }

        if (!Capabilities.Inputs.Contains(format))
        {
            return new ImageFailure(ImageFailureKind.UnsupportedFormat, $"{format} images are not accepted.");
        }

        try
        {
            var probe = VipsDecoder.Probe(source, format);
            return _limits.Refusal(probe) is { } failure ? failure : probe;
        }
        catch (VipsException e)
        {
            return Corrupt(format, e);
        }
    }

    /// <summary>Holds a place for the image while some work is done on it, and gives memory back when the engine falls idle.</summary>
    private async Task<T> InTurnAsync<T>(ImageProbe probe, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            using var place = await _gate.EnterAsync(probe.Megapixels, cancellationToken);
            return await work();
        }
        finally
        {
            if (probe.Megapixels >= TrimAbove && _gate.IsIdle)
            {
                NativeHeap.Trim();
            }
        }
    }

    private Task<ImageResult<VipsImage>> DecodeAsync(
        PinnedBytes source, ImageProbe probe, int width, int height, CancellationToken cancellationToken)
        => _threads.RunAsync<ImageResult<VipsImage>>(
            () =>
            {
                try
                {
                    return VipsDecoder.Decode(source, probe, width, height, cancellationToken);
                }
                catch (VipsException e)
                {
                    return Corrupt(probe.Format, e);
                }
            },
            cancellationToken);

    /// <summary>Encodes the next rendition while the consumer is busy with the one before, so that storage never idles a processor.</summary>
    private async Task EncodeAsync(
        VipsPyramid pyramid,
        IReadOnlyList<RenderStep> plan,
        Func<EncodedImage, CancellationToken, Task> onRendered,
        CancellationToken cancellationToken)
    {
        var next = StartAsync(0);
        try
        {
            foreach (var (index, step) in plan.Index())
            {
                using var bytes = await next;
                next = index + 1 < plan.Count ? StartAsync(index + 1) : next;
                foreach (var spec in step.Specs)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await onRendered(new EncodedImage(spec, step.Geometry.Width, step.Geometry.Height, bytes.Memory), cancellationToken);
                }
            }
        }
        finally
        {
            // The pictures must outlive an encoder that is still at work on them.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (next.IsCompletedSuccessfully)
            {
                using var abandoned = await next;
            }
        }

        Task<IMemoryOwner<byte>> StartAsync(int index) => _threads.RunAsync(() => pyramid.Encode(plan[index]), cancellationToken);
    }

    private static RgbaImage ToRgba(VipsImage picture)
    {
        using var rgba = picture.ToRgba().ToMemory();
        return new RgbaImage(rgba.Width, rgba.Height, rgba.ToArray());
    }

    private static ImageFailure Corrupt(ImageFormat format, VipsException e)
        => new(ImageFailureKind.Corrupt, $"The {format} image is damaged: {e.Message}");
}
