using System.Text.Json;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks;

namespace FunctionApp.Core.Images;

/// <summary>Tells a webhook of an image that was known before the webhook was.</summary>
public sealed class ImageNotifications(ImageCatalog catalog, EventPublisher publisher, TimeProvider time)
{
    /// <summary>Tells how the image ended, when it has; nobody but the endpoint hears of it again.</summary>
    public async Task RepeatAsync(
        ImageSubmission submission, string endpoint, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        if (await catalog.FindAsync(submission.ImageId, cancellationToken) is not { Status: not ImageStatus.Processing } manifest)
        {
            return;
        }

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
