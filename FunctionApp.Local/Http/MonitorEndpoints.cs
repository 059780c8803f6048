using FunctionApp.Core.Api;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Http;

/// <summary>The routes of monitors and alerts.</summary>
internal static class MonitorEndpoints
{
    public static void MapMonitors(this IEndpointRouteBuilder api)
    {
        api.MapGet(Routes.StreamMonitors, (string stream, MonitorsApi monitors, CancellationToken cancellation)
            => monitors.ListAsync(stream, cancellation));

        api.MapGet(Routes.StreamMonitor, (string stream, string monitor, MonitorsApi monitors, CancellationToken cancellation)
            => monitors.GetAsync(stream, monitor, cancellation));

        api.MapPut(Routes.StreamMonitor, (
            string stream, string monitor, HttpRequest request, MonitorsApi monitors, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => monitors.PutAsync(stream, monitor, request, orchestrations, cancellation));

        api.MapDelete(Routes.StreamMonitor, (
            string stream, string monitor, MonitorsApi monitors, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => monitors.DeleteAsync(stream, monitor, orchestrations, cancellation));

        api.MapGet(Routes.Alerts, (HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => MonitorsApi.ListAlertsAsync(request, orchestrations, cancellation));

        api.MapPost(Routes.AlertAcknowledge, (string alertId, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => MonitorsApi.AcknowledgeAsync(alertId, request, orchestrations, cancellation));
    }
}
