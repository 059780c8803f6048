using FunctionApp.Core.Api;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Http;

/// <summary>The routes that tell how the host is doing, and what that costs.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Routes.MetricsSummary, (MetricsApi metrics, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => metrics.GetSummaryAsync(orchestrations, cancellation));

        routes.MapGet(Routes.Costs, (HttpRequest request, CostsApi costs, CancellationToken cancellation) => costs.CompareAsync(request, cancellation));
    }
}
