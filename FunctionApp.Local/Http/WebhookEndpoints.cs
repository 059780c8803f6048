using FunctionApp.Core.Api;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Http;

/// <summary>The routes of the delivery log.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Routes.WebhookDeliveries, (HttpRequest request, WebhooksApi webhooks, CancellationToken cancellation)
            => webhooks.ListAsync(request, cancellation));

        routes.MapGet(Routes.WebhookDelivery, (string deliveryId, WebhooksApi webhooks, CancellationToken cancellation)
            => webhooks.GetAsync(deliveryId, cancellation));

        routes.MapPost(Routes.WebhookRedeliver, (string deliveryId, WebhooksApi webhooks, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => webhooks.RedeliverAsync(deliveryId, orchestrations, cancellation));
    }
}
