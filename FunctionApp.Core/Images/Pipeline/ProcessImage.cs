using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Takes one uploaded image from bytes to a published manifest.</summary>
/// <remarks>Started once per content hash; every activity may run again after a crash and changes nothing the second time.</remarks>
public sealed class ProcessImage : IOrchestrator<ImageJob, ImageManifest>
{
    /// <summary>The event by which a webhook, as an endpoint's id, asks to be told too: the same bytes were uploaded again meanwhile.</summary>
    public const string TellToo = nameof(TellToo);

    /// <summary>The registered name.</summary>
    public static readonly OrchestratorName<ImageJob, ImageManifest> Name = new(nameof(ProcessImage));

    /// <inheritdoc/>
    public async Task<ImageManifest> RunAsync(IOrchestrationContext context, ImageJob input)
    {
        var asked = context.WaitForExternalEvent<string>(TellToo);
        var accepted = ImageManifest.Processing(input, context.InstanceId);
        var steps = new List<StepUsage?>();
        ImageManifest finished;
        FillLabelsJob? outstanding;
        try
        {
            await PublishAsync(context, new(accepted));
            (finished, outstanding) = await WorkAsync(context, input, accepted, steps);
            finished = await PublishAsync(context, new(finished, Known(steps)));
        }
        catch (TaskFailedException exception)
        {
            var failed = await PublishAsync(context, new(accepted.FailedWith(exception.Failure.ErrorMessage, context.UtcNow()), Known(steps)));
            await NotifyAsync(context, input, failed, asked);
            throw;
        }

        if (outstanding is not null)
        {
            await context.StartAsync(
                FillLabels.Name, outstanding, ImagesJson.Default.FillLabelsJob, FillLabels.InstanceId(input.ImageId), outstanding.StartAt);
        }

        await NotifyAsync(context, input, finished, asked);
        return finished;
    }

    private static async Task<(ImageManifest Finished, FillLabelsJob? Outstanding)> WorkAsync(
        IOrchestrationContext context, ImageJob job, ImageManifest accepted, List<StepUsage?> steps)
    {
        var inspection = await context.CallActivityAsync(InspectImage.Name, job, RetryPolicy.Transient);
        steps.Add(inspection.Usage);
        var inspected = accepted with { Source = inspection.Source, Exif = inspection.Exif };

        if (inspection.Rejection is { } rejection)
        {
            return (inspected.RejectedWith(rejection, context.UtcNow()), null);
        }

        using var labelling = new Labelling(context, job, inspection.Labels);
        var analyzing = context.CallActivityAsync(AnalyzeImage.Name, job, RetryPolicy.Transient);
        var rendering = inspection.Batches.Select(batch => context.CallActivityAsync(RenderImage.Name, batch, RetryPolicy.Transient));
        var rendered = await Task.WhenAll(rendering.ToArray());
        var analysis = await analyzing;
        steps.AddRange([analysis.Usage, .. rendered.Select(batch => batch.Usage)]);

        // Some damage shows only when pixels are decoded.
        if (rendered.Select(batch => batch.Rejection).Prepend(analysis.Rejection).FirstOrDefault(found => found is not null) is { } damage)
        {
            return (inspected.RejectedWith(damage, context.UtcNow()), null);
        }

        var labels = await labelling.Outcome;
        steps.Add(labels.Usage);
        var completed = inspected.LabelledBy(labels) with
        {
            Status = ImageStatus.Completed,
            Analysis = analysis.Analysis,
            Renditions =
            [
                .. rendered.SelectMany(batch => batch.Renditions)
                    .OrderBy(rendition => (long)rendition.Width * rendition.Height)
                    .ThenBy(rendition => rendition.Name, StringComparer.Ordinal),
            ],
            CompletedAt = context.UtcNow(),
            Timings = new(
                inspection.ElapsedMs,
                analysis.ElapsedMs,
                rendered.Sum(batch => batch.ElapsedMs),
                (context.UtcNow() - job.AcceptedAt).TotalMilliseconds),
        };
        return (completed, labelling.Outstanding(labels));
    }

    /// <summary>Tells who wants to know. Nobody waits for the receivers: deliveries go their own way.</summary>
    private static async Task NotifyAsync(IOrchestrationContext context, ImageJob job, ImageManifest manifest, Task<string> asked)
    {
        if (job.Notify || job.Webhook is not null)
        {
            await TellAsync(job.Webhook, isRepeat: false);
        }

        // Whoever asked before the manifest was published is heard here; whoever asks later finds it published.
        for (; asked.IsCompleted; asked = context.WaitForExternalEvent<string>(TellToo))
        {
            await TellAsync(await asked, isRepeat: true);
        }

        Task TellAsync(string? endpoint, bool isRepeat) => context.NotifyAsync(
            ImageEvents.TypeOf(manifest), job.ImageId, ImageNotice.Of(manifest), ImagesJson.Default.ImageNotice, endpoint, isRepeat);
    }

    private static Task<ImageManifest> PublishAsync(IOrchestrationContext context, Publication publication)
        => context.CallActivityAsync(PublishManifest.Name, publication, RetryPolicy.Transient);

    private static IReadOnlyList<StepUsage> Known(IEnumerable<StepUsage?> steps) => [.. steps.OfType<StepUsage>()];
}
