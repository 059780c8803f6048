using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Exif;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Reads header and metadata, refuses what cannot or must not be decoded, and plans the rendering.</summary>
public sealed class InspectImage(OriginalReader originals, ImageEngines engines, IOptions<ImageOptions> options, TimeProvider time)
    : IActivity<ImageJob, Inspection>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ImageJob, Inspection> Name = new(nameof(InspectImage));

    /// <inheritdoc/>
    public async Task<Inspection> RunAsync(ImageJob input, CancellationToken cancellationToken)
        => await InspectAsync(input, cancellationToken) with { Usage = UsageScope.Current?.SoFar() };

    private async Task<Inspection> InspectAsync(ImageJob input, CancellationToken cancellationToken)
    {
        var source = ImageManifest.Processing(input, instanceId: "").Source;

        if (input.Bytes > options.Value.Limits.MaxUploadBytes)
        {
            var tooLarge = new ImageFailure(
                ImageFailureKind.TooLarge, $"The file has {input.Bytes:N0} bytes; the limit is {options.Value.Limits.MaxUploadBytes:N0}.");
            return new() { Source = source, Rejection = tooLarge, ElapsedMs = 0 };
        }

        using var original = await originals.ReadAsync(input, cancellationToken);
        var started = time.GetTimestamp();
        var probed = await engines.ProbeAsync(original.Memory, cancellationToken);
        if (!probed.TryGetValue(out var probe, out var rejection))
        {
            return new() { Source = source, Rejection = rejection, ElapsedMs = time.ElapsedMs(started) };
        }

        return new()
        {
            Source = source with
            {
                Format = probe.Format,
                ContentType = probe.Format.ContentType(),
                Width = probe.Width,
                Height = probe.Height,
                Orientation = probe.Orientation,
                Frames = probe.Frames,
                HasAlpha = probe.HasAlpha,
            },
            Exif = ExifReader.Read(original.Memory, options.Value.IncludeGps),
            Batches = RenderPlan.For(input, probe, options.Value),
            Labels = options.Value.Labels.Plan,
            ElapsedMs = time.ElapsedMs(started),
        };
    }
}
