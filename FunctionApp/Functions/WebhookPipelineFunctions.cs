using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Webhooks;
using FunctionApp.Core.Webhooks.Deliveries;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionApp.Functions;

/// <summary>The orchestrators and activities of webhooks.</summary>
public sealed class WebhookPipelineFunctions(DeliverWebhook deliverWebhook, PublishEvent publishEvent, AttemptDelivery attemptDelivery)
{
    /// <summary>See <see cref="Core.Webhooks.Deliveries.DeliverWebhook"/>.</summary>
    [Function(nameof(DeliverWebhook))]
    public Task<DeliveryStatus> DeliverWebhook([OrchestrationTrigger] TaskOrchestrationContext context, DeliveryJob input)
        => deliverWebhook.RunAsync(context, input);

    /// <summary>See <see cref="Core.Webhooks.PublishEvent"/>.</summary>
    [Function(nameof(PublishEvent))]
    public Task<IReadOnlyList<string>> PublishEvent([ActivityTrigger] WebhookEvent input, CancellationToken cancellation)
        => publishEvent.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Webhooks.Deliveries.AttemptDelivery"/>.</summary>
    [Function(nameof(AttemptDelivery))]
    public Task<DeliveryProgress> AttemptDelivery([ActivityTrigger] DeliveryAttemptInput input, CancellationToken cancellation)
        => attemptDelivery.RunAsync(input, cancellation);
}
