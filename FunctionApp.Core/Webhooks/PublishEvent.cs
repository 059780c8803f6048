using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Webhooks;

/// <summary>Writes an event into the delivery log, once for each receiver that wants it.</summary>
public sealed class PublishEvent(EventPublisher publisher) : IActivity<WebhookEvent, IReadOnlyList<string>>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<WebhookEvent, IReadOnlyList<string>> Name = new(nameof(PublishEvent));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> RunAsync(WebhookEvent input, CancellationToken cancellationToken)
        => publisher.RecordAsync(input, cancellationToken);
}
