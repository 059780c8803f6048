using System.Text.Json.Serialization;
using FunctionApp.Core.Webhooks.Deliveries;

namespace FunctionApp.Core.Webhooks;

/// <summary>How webhooks' records look as JSON: on the wire, in payloads, in the delivery log and over HTTP.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CloudEvent))]
[JsonSerializable(typeof(WebhookEvent))]
[JsonSerializable(typeof(WebhookEndpoint))]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(Page<WebhookDelivery>))]
[JsonSerializable(typeof(DeliveryJob))]
[JsonSerializable(typeof(DeliveryAttemptInput))]
[JsonSerializable(typeof(DeliveryProgress))]
[JsonSerializable(typeof(DeliveryStatus))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
public sealed partial class WebhooksJson : JsonSerializerContext;
