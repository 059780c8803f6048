using FunctionApp.Core.Gateway;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks;
using FunctionApp.Core.Webhooks.Deliveries;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>The handlers of the delivery log.</summary>
public sealed class WebhooksApi(DeliveryLog log, EventPublisher publisher)
{
    /// <summary>Lists deliveries, newest first.</summary>
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = new DeliveryQuery
        {
            Limit = query.Integer("limit", 50, 1, DeliveryLog.MaxLimit),
            Continuation = query.Text("continuation"),
            Status = query.Enumeration<DeliveryStatus>("status"),
            Subscription = query.Text("subscription"),
        };

        return query.Error is { } error
            ? Problems.BadRequest(error)
            : await Pages.AnswerAsync(() => log.ListAsync(filter, cancellationToken), WebhooksJson.Default.PageWebhookDelivery);
    }

    /// <summary>One delivery, with its attempts.</summary>
    public async Task<IResult> GetAsync(string deliveryId, CancellationToken cancellationToken)
        => await log.FindAsync(deliveryId, cancellationToken) is { } delivery
            ? Results.Json(delivery, WebhooksJson.Default.WebhookDelivery)
            : NoSuchDelivery(deliveryId);

    /// <summary>Delivers again: at once when the next attempt is waited for, from the beginning when the delivery is over.</summary>
    public async Task<IResult> RedeliverAsync(string deliveryId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
        => await publisher.RedeliverAsync(deliveryId, orchestrations, cancellationToken)
            ? Results.Accepted(Routes.Path(Routes.WebhookDelivery, deliveryId))
            : NoSuchDelivery(deliveryId);

    private static IResult NoSuchDelivery(string deliveryId) => Problems.NotFound($"There is no delivery '{deliveryId}'.");
}
