using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Functions;

/// <summary>The routes of monitors and alerts.</summary>
public sealed class MonitorFunctions(MonitorsApi monitors)
{
    /// <summary>See <see cref="MonitorsApi.ListAsync"/>.</summary>
    [Function(nameof(ListMonitors))]
    public Task<IResult> ListMonitors(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamMonitors)] HttpRequest request, string stream, CancellationToken cancellation)
        => monitors.ListAsync(stream, cancellation);

    /// <summary>See <see cref="MonitorsApi.GetAsync"/>.</summary>
    [Function(nameof(GetMonitor))]
    public Task<IResult> GetMonitor(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamMonitor)] HttpRequest request,
        string stream,
        string monitor,
        CancellationToken cancellation)
        => monitors.GetAsync(stream, monitor, cancellation);

    /// <summary>See <see cref="MonitorsApi.PutAsync"/>.</summary>
    [Function(nameof(PutMonitor))]
    public Task<IResult> PutMonitor(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.StreamMonitor)] HttpRequest request,
        string stream,
        string monitor,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => monitors.PutAsync(stream, monitor, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="MonitorsApi.DeleteAsync"/>.</summary>
    [Function(nameof(DeleteMonitor))]
    public Task<IResult> DeleteMonitor(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.StreamMonitor)] HttpRequest request,
        string stream,
        string monitor,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => monitors.DeleteAsync(stream, monitor, durable.AsPort(), cancellation);

    /// <summary>See <see cref="MonitorsApi.ListAlertsAsync"/>.</summary>
    [Function(nameof(ListAlerts))]
    public static Task<IResult> ListAlerts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Alerts)] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => MonitorsApi.ListAlertsAsync(request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="MonitorsApi.AcknowledgeAsync"/>.</summary>
    [Function(nameof(AcknowledgeAlert))]
    public static Task<IResult> AcknowledgeAlert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.AlertAcknowledge)] HttpRequest request,
        string alertId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => MonitorsApi.AcknowledgeAsync(alertId, request, durable.AsPort(), cancellation);
}
