using System.Text.Json;
using FunctionApp.Core.Webhooks;
using FunctionApp.Core.Webhooks.Deliveries;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The operations of the delivery log.</summary>
internal static class WebhookDescriptions
{
    private static readonly WebhookDelivery Delivery = new()
    {
        DeliveryId = "2516193983999999999-3b1f0c9a7d5e2468",
        Subscription = "billing",
        Host = "receiver.example",
        EventType = "functionapp.image.completed",
        Status = DeliveryStatus.Pending,
        CreatedAt = Examples.Moment,
        Since = Examples.Moment,
        NextAttemptAt = Examples.Moment.AddSeconds(4),
        AttemptCount = 1,
        Attempts = [new() { At = Examples.Moment, DurationMs = 12.5, StatusCode = 503, Response = "Busy." }],
        Event = new()
        {
            Id = "0198c1f2a3b47c5d8e9f0a1b2c3d4e5f",
            Source = "/functionapp",
            Type = "functionapp.image.completed",
            Subject = Examples.ImageId,
            Time = Examples.Moment,
            Data = JsonElement.Parse($$"""{"imageId":"{{Examples.ImageId}}","status":"Completed"}"""),
        },
    };

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["ListWebhookDeliveries"] = new OperationDescription("Lists deliveries of events, newest first, without attempts and events.")
            .Paged(50, DeliveryLog.MaxLimit)
            .Query("status", "Only deliveries in this state.", Schemas.OneOf<DeliveryStatus>())
            .Query("subscription", "Only deliveries to this subscription.")
            .Returns(
                200, "A page.", WebhooksJson.Default.PageWebhookDelivery, new Page<WebhookDelivery>([Delivery.Summary()], Continuation: null)),

        ["GetWebhookDelivery"] = new OperationDescription("One delivery, with its attempts and its event.")
            .Returns(200, "The delivery.", WebhooksJson.Default.WebhookDelivery, Delivery)
            .Problems(404),

        ["RedeliverWebhook"] = new OperationDescription(
            "Delivers again: at once when the next attempt is waited for, from the beginning when the delivery is over.")
            .Returns(202, "Begun. Location is where to see how it goes.")
            .Problems(404),
    };
}
