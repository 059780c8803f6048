using FunctionApp.Core.Webhooks;
using FunctionApp.Core.Webhooks.Deliveries;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The operations on the log of webhook deliveries.</summary>
internal static class WebhookDescriptions
{
    private static readonly WebhookDelivery Delivered = new()
    {
        DeliveryId = "0197e1d2c3b4",
        Subscription = "billing",
        Host = "hooks.example.com",
        EventType = "functionapp.image.completed",
        Status = DeliveryStatus.Delivered,
        CreatedAt = Examples.Moment,
        Since = Examples.Moment,
        AttemptCount = 1,
        Attempts = [new() { At = Examples.Moment, DurationMs = 41.2, StatusCode = 204 }],
    };

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["ListWebhookDeliveries"] = new OperationDescription("Lists deliveries, newest first, without attempts and events.")
            .Paged(50, DeliveryLog.MaxLimit)
            .Query("status", "Only deliveries that stand like this.", Schemas.OneOf<DeliveryStatus>())
            .Query("subscription", "Only deliveries to this subscription.")
            .Returns(200, "A page.", WebhooksJson.Default.PageWebhookDelivery, new Page<WebhookDelivery>([Delivered.Summary()], Continuation: null)),

        ["GetWebhookDelivery"] = new OperationDescription("One delivery, with its attempts.")
            .Returns(200, "The delivery.", WebhooksJson.Default.WebhookDelivery, Delivered)
            .Problems(404),

        ["RedeliverWebhook"] = new OperationDescription(
            "Delivers again: at once when the next attempt is waited for, from the beginning when the delivery is over.")
            .Returns(202, "It will be. Location is the delivery.")
            .Problems(404),
    };
}
