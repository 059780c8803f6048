using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks.Deliveries;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Webhooks;

/// <summary>Makes deliveries of events: recorded first, so that none is lost, and then begun.</summary>
public sealed class EventPublisher(DeliveryLog log, WebhookReceivers receivers, IOptions<WebhookOptions> options, TimeProvider time)
{
    private static readonly IReadOnlyCollection<OrchestrationStatus> Unfinished =
    [
        OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended, OrchestrationStatus.ContinuedAsNew,
    ];

    /// <summary>Publishes an event from outside of orchestrations; inside of one, call <see cref="Notifications.NotifyAsync"/>.</summary>
    public async Task PublishAsync(WebhookEvent happened, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        foreach (var deliveryId in await RecordAsync(happened, cancellationToken))
        {
            await orchestrations.ScheduleAsync(
                DeliverWebhook.Name, new(deliveryId), new() { InstanceId = DeliveryId.InstanceId(deliveryId) }, cancellationToken);
        }
    }

    /// <summary>Delivers again: ends the wait for the next attempt, or begins a delivery that is over anew.</summary>
    /// <returns>False when there is no such delivery.</returns>
    public async Task<bool> RedeliverAsync(
        string deliveryId, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        if (await log.FindAsync(deliveryId, cancellationToken) is null)
        {
            return false;
        }

        var instanceId = DeliveryId.InstanceId(deliveryId);
        if (await orchestrations.RaiseEventAsync(instanceId, DeliverWebhook.Redeliver, payload: true, cancellationToken) != CommandResult.Accepted)
        {
            await log.UpdateAsync(deliveryId, delivery => delivery.ReopenedAt(time.GetUtcNow()), cancellationToken);
            await orchestrations.ScheduleAsync(
                DeliverWebhook.Name, new(deliveryId), new() { InstanceId = instanceId, DedupeStatuses = Unfinished }, cancellationToken);
        }

        return true;
    }

    /// <summary>Records one delivery per receiver. The same event again changes nothing.</summary>
    /// <returns>The deliveries' ids.</returns>
    internal async Task<IReadOnlyList<string>> RecordAsync(WebhookEvent happened, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var (subscription, endpoint) in Targets(happened))
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

    private IEnumerable<(string? Subscription, string? Endpoint)> Targets(WebhookEvent happened)
    {
        if (!happened.IsRepeat)
        {
            foreach (var subscription in receivers.SubscriptionsFor(happened.Type))
            {
                yield return (subscription, null);
            }
        }

        if (happened.Endpoint is { } endpoint)
        {
            yield return (null, endpoint);
        }
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
