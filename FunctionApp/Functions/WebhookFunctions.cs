using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Functions;

/// <summary>The routes of the delivery log.</summary>
public sealed class WebhookFunctions(WebhooksApi webhooks)
{
    /// <summary>See <see cref="WebhooksApi.ListAsync"/>.</summary>
    [Function(nameof(ListWebhookDeliveries))]
    public Task<IResult> ListWebhookDeliveries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.WebhookDeliveries)] HttpRequest request, CancellationToken cancellation)
        => webhooks.ListAsync(request, cancellation);

    /// <summary>See <see cref="WebhooksApi.GetAsync"/>.</summary>
    [Function(nameof(GetWebhookDelivery))]
    public Task<IResult> GetWebhookDelivery(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.WebhookDelivery)] HttpRequest request,
        string deliveryId,
        CancellationToken cancellation)
        => webhooks.GetAsync(deliveryId, cancellation);

    /// <summary>See <see cref="WebhooksApi.RedeliverAsync"/>.</summary>
    [Function(nameof(RedeliverWebhook))]
    public Task<IResult> RedeliverWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.WebhookRedeliver)] HttpRequest request,
        string deliveryId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => webhooks.RedeliverAsync(deliveryId, durable.AsPort(), cancellation);
}
