using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Pipeline;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Labels;

/// <summary>Gets an image's labels: from what is known already, else from the vision service.</summary>
public sealed class DetectLabels(
    LabelStore known, VisionClient vision, VisionPicture pictures, OriginalReader originals, IOptions<ImageOptions> options)
    : IActivity<ImageJob, LabelDetection>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ImageJob, LabelDetection> Name = new(nameof(DetectLabels));

    /// <inheritdoc/>
    public async Task<LabelDetection> RunAsync(ImageJob input, CancellationToken cancellationToken)
        => await DetectAsync(input, cancellationToken) with { Usage = UsageScope.Current?.SoFar() };

    private async Task<LabelDetection> DetectAsync(ImageJob input, CancellationToken cancellationToken)
    {
        if (await known.FindAsync(input.ImageId, cancellationToken) is { } labels)
        {
            return LabelDetection.Found(known.Select(labels));
        }

        if (options.Value.Labels.Endpoint is null)
        {
            return LabelDetection.NotConfigured;
        }

        // No image is decoded only to find that nobody can look at it.
        if (await vision.FindRefusalAsync(cancellationToken) is { } postponed)
        {
            return LabelDetection.Later(postponed);
        }

        try
        {
            return await AskAsync(input, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return LabelDetection.Missing;
        }
    }

    private async Task<LabelDetection> AskAsync(ImageJob job, CancellationToken cancellationToken)
    {
        byte[]? picture;
        using (var original = await originals.ReadAsync(job, cancellationToken))
        {
            var made = await pictures.MakeAsync(original.Memory, options.Value.Labels.MaxSide, cancellationToken);
            if (!made.TryGetValue(out picture, out var failure))
            {
                return LabelDetection.Refused(failure.Message);
            }
        }

        var detection = await vision.AnalyzeAsync(picture, cancellationToken);
        if (detection.Labels is not { } labels)
        {
            return detection;
        }

        await known.SaveAsync(job.ImageId, labels, cancellationToken);
        return LabelDetection.Found(known.Select(labels));
    }
}
