using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Functions;

/// <summary>The routes that tell how the app is doing, and what that costs.</summary>
public sealed class MetricsFunctions(MetricsApi metrics, CostsApi costs)
{
    /// <summary>See <see cref="MetricsApi.GetSummaryAsync"/>.</summary>
    [Function(nameof(GetMetricsSummary))]
    public Task<IResult> GetMetricsSummary(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.MetricsSummary)] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => metrics.GetSummaryAsync(durable.AsPort(), cancellation);

    /// <summary>See <see cref="CostsApi.CompareAsync"/>.</summary>
    [Function(nameof(GetCosts))]
    public Task<IResult> GetCosts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Costs)] HttpRequest request, CancellationToken cancellation)
        => costs.CompareAsync(request, cancellation);
}
