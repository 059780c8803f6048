namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>How a delivery stands after an attempt.</summary>
/// <param name="Status">Delivered, failed, or still to be tried.</param>
/// <param name="NextAttemptAt">When to try again; null when it is over.</param>
public sealed record DeliveryProgress(DeliveryStatus Status, DateTimeOffset? NextAttemptAt);
