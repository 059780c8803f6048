namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>What to attempt.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Attempt">Counts from 1 since the delivery was last begun.</param>
public sealed record DeliveryAttemptInput(string DeliveryId, int Attempt);
