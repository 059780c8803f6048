using System.Text.Json.Serialization;

namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>Where a delivery stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryStatus>))]
public enum DeliveryStatus
{
    /// <summary>Will be attempted, for the first time or again.</summary>
    Pending,

    /// <summary>The receiver answered 2xx.</summary>
    Delivered,

    /// <summary>Given up; the reason says why. It can be redelivered by hand.</summary>
    Failed,
}
