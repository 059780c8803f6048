using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks.Deliveries;

namespace FunctionApp.Core.Webhooks;

/// <summary>Tells the world from inside an orchestration.</summary>
public static class Notifications
{
    /// <summary>An event that cannot be recorded now may be recorded in an hour.</summary>
    private static readonly RetryPolicy Patient = new(12, TimeSpan.FromSeconds(1))
    {
        BackoffCoefficient = 2,
        MaxRetryInterval = TimeSpan.FromMinutes(15),
    };

    /// <summary>Publishes an event to every subscription that wants it, and to an endpoint. Returns when the deliveries are durable, not when they are made.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="type">What happened: lower-case words with full stops between, for example <c>functionapp.alert.raised</c>.</param>
    /// <param name="subject">What it happened to.</param>
    /// <param name="data">What there is to say: ids and outcomes, never bytes.</param>
    /// <param name="dataType">How <paramref name="data"/> looks as JSON.</param>
    /// <param name="endpoint">A receiver besides the subscriptions, as <see cref="WebhookEndpoints"/> registered it; null when there is none.</param>
    /// <param name="isRepeat">Whether the subscriptions have been told already, so that only the endpoint is.</param>
    /// <exception cref="TaskFailedException">Storage did not take the event, however often it was tried.</exception>
    public static async Task NotifyAsync<T>(
        this IOrchestrationContext context,
        string type,
        string subject,
        T data,
        JsonTypeInfo<T> dataType,
        string? endpoint = null,
        bool isRepeat = false)
    {
        var happened = new WebhookEvent
        {
            Id = context.NewGuid().ToString("N"),
            Type = type,
            Subject = subject,
            Time = context.UtcNow(),
            Data = JsonSerializer.SerializeToElement(data, dataType),
            Endpoint = endpoint,
            IsRepeat = isRepeat,
        };

        foreach (var deliveryId in await context.CallActivityAsync(PublishEvent.Name, happened, Patient))
        {
            await context.StartAsync(
                DeliverWebhook.Name, new DeliveryJob(deliveryId), WebhooksJson.Default.DeliveryJob, DeliveryId.InstanceId(deliveryId));
        }
    }
}
