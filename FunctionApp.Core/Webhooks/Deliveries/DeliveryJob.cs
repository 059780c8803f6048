namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>What to deliver: the input of <see cref="DeliverWebhook"/>. No URL and no secret is in it.</summary>
/// <param name="DeliveryId">The delivery.</param>
public sealed record DeliveryJob(string DeliveryId);
