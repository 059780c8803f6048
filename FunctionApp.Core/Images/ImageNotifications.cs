using System.Text.Json;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Core.Images.Pipeline;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks;

namespace FunctionApp.Core.Images;

/// <summary>Tells a webhook of an image that was known before the webhook was.</summary>
public sealed class ImageNotifications(ImageCatalog catalog, EventPublisher publisher, TimeProvider time)
{
    /// <summary>Tells how the image ended, as soon as it has; nobody but the endpoint hears of it again.</summary>
    public async Task RepeatAsync(
        ImageSubmission submission, string endpoint, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        if (await EndOfAsync(submission, cancellationToken) is { } ended)
        {
            await TellAsync(ended, endpoint, orchestrations, cancellationToken);
            return;
        }

        // Its orchestration tells, if it hears of the endpoint before it publishes the end; if not, the end is published by now.
        await orchestrations.RaiseEventAsync(submission.InstanceId, ProcessImage.TellToo, endpoint, cancellationToken);
        if (await EndOfAsync(submission, cancellationToken) is { } endedMeanwhile)
        {
            await TellAsync(endedMeanwhile, endpoint, orchestrations, cancellationToken);
        }
    }

    private async Task<ImageManifest?> EndOfAsync(ImageSubmission submission, CancellationToken cancellationToken)
        => await catalog.FindAsync(submission.ImageId, cancellationToken) is { Status: not ImageStatus.Processing } manifest ? manifest : null;

    private async Task TellAsync(ImageManifest manifest, string endpoint, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var happened = new WebhookEvent
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Type = ImageEvents.TypeOf(manifest),
            Subject = manifest.ImageId,
            Time = now,
            Data = JsonSerializer.SerializeToElement(ImageNotice.Of(manifest), ImagesJson.Default.ImageNotice),
            Endpoint = endpoint,
            IsRepeat = true,
        };
        await publisher.PublishAsync(happened, orchestrations, cancellationToken);
    }
}
