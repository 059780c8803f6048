using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks.Deliveries;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Webhooks;

/// <summary>Makes deliveries of events: recorded first, so that none is lost, and then begun.</summary>
public sealed class EventPublisher(DeliveryLog log, WebhookReceivers receivers, IOptions<WebhookOptions> options)
{
    /// <summary>Publishes an event from outside of orchestrations; inside of one, call <see cref="Notifications.NotifyAsync"/>.</summary>
    public async Task PublishAsync(WebhookEvent happened, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        foreach (var deliveryId in await RecordAsync(happened, cancellationToken))
        {
            await orchestrations.ScheduleAsync(
                DeliverWebhook.Name, new(deliveryId), new() { InstanceId = DeliveryId.InstanceId(deliveryId) }, cancellationToken);
        }
    }

    /// <summary>Records one delivery per receiver. The same event again changes nothing.</summary>
    /// <returns>The deliveries' ids.</returns>
    internal async Task<IReadOnlyList<string>> RecordAsync(WebhookEvent happened, CancellationToken cancellationToken)
    {
        var targets = receivers.SubscriptionsFor(happened.Type).Select(name => (Subscription: (string?)name, Endpoint: (string?)null)).ToList();
        if (happened.Endpoint is not null)
        {
            targets.Add((Subscription: null, happened.Endpoint));
        }

        var ids = new List<string>();
        foreach (var (subscription, endpoint) in targets)
        {
            if (await receivers.FindAsync(subscription, endpoint, cancellationToken) is { } receiver)
            {
                var delivery = Delivery(happened, subscription, endpoint, receiver);
                await log.AddAsync(delivery, cancellationToken);
                ids.Add(delivery.DeliveryId);
            }
        }

        return ids;
    }

    private WebhookDelivery Delivery(WebhookEvent happened, string? subscription, string? endpoint, WebhookReceiver receiver) => new()
    {
        DeliveryId = DeliveryId.Of(happened, subscription, endpoint),
        Subscription = subscription,
        Endpoint = endpoint,
        Host = receiver.Url.IdnHost,
        EventType = happened.Type,
        Status = DeliveryStatus.Pending,
        CreatedAt = happened.Time,
        Since = happened.Time,
        Event = new()
        {
            Id = happened.Id,
            Source = options.Value.Source,
            Type = happened.Type,
            Subject = happened.Subject,
            Time = happened.Time,
            Data = happened.Data,
        },
    };
}
