using FunctionApp.Core.Api;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Http;

/// <summary>The orchestration routes.</summary>
internal static class OrchestrationEndpoints
{
    public static void MapOrchestrations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Routes.Orchestrations, (HttpRequest request, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.ListAsync(request, client, cancellation));

        routes.MapGet(Routes.Orchestration, (string instanceId, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.GetAsync(instanceId, client, cancellation));

        routes.MapGet(Routes.OrchestrationHistory, (string instanceId, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.HistoryAsync(instanceId, client, cancellation));

        routes.MapGet(Routes.OrchestrationLive, (string instanceId, OrchestrationFeedApi feed, IOrchestrationClient client, CancellationToken cancellation)
            => feed.WatchAsync(instanceId, client, cancellation));

        routes.MapDelete(Routes.Orchestration, (string instanceId, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.PurgeAsync(instanceId, client, cancellation));

        routes.MapPost(Routes.OrchestrationTerminate, (string instanceId, HttpRequest request, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.TerminateAsync(instanceId, request, client, cancellation));

        routes.MapPost(Routes.OrchestrationSuspend, (string instanceId, HttpRequest request, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.SuspendAsync(instanceId, request, client, cancellation));

        routes.MapPost(Routes.OrchestrationResume, (string instanceId, HttpRequest request, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.ResumeAsync(instanceId, request, client, cancellation));

        routes.MapPost(Routes.OrchestrationRestart, (string instanceId, HttpRequest request, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.RestartAsync(instanceId, request, client, cancellation));

        routes.MapPost(Routes.OrchestrationRewind, (string instanceId, HttpRequest request, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.RewindAsync(instanceId, request, client, cancellation));

        routes.MapPost(Routes.OrchestrationEvent, (string instanceId, string eventName, HttpRequest request, IOrchestrationClient client, CancellationToken cancellation)
            => OrchestrationsApi.RaiseEventAsync(instanceId, eventName, request, client, cancellation));
    }
}
