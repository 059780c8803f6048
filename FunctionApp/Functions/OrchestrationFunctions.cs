using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Functions;

/// <summary>The orchestration routes.</summary>
public sealed class OrchestrationFunctions(OrchestrationFeedApi feed)
{
    /// <summary>See <see cref="OrchestrationsApi.ListAsync"/>.</summary>
    [Function(nameof(ListOrchestrations))]
    public static Task<IResult> ListOrchestrations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Orchestrations)] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.ListAsync(request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationsApi.GetAsync"/>.</summary>
    [Function(nameof(GetOrchestration))]
    public static Task<IResult> GetOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Orchestration)] HttpRequest request,
        string instanceId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.GetAsync(instanceId, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationsApi.HistoryAsync"/>.</summary>
    [Function(nameof(GetOrchestrationHistory))]
    public static Task<IResult> GetOrchestrationHistory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OrchestrationHistory)] HttpRequest request,
        string instanceId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.HistoryAsync(instanceId, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationFeedApi.WatchAsync"/>.</summary>
    [Function(nameof(WatchOrchestration))]
    public Task<IResult> WatchOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OrchestrationLive)] HttpRequest request,
        string instanceId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => feed.WatchAsync(instanceId, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationsApi.PurgeAsync"/>.</summary>
    [Function(nameof(PurgeOrchestration))]
    public static Task<IResult> PurgeOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Orchestration)] HttpRequest request,
        string instanceId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.PurgeAsync(instanceId, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationsApi.TerminateAsync"/>.</summary>
    [Function(nameof(TerminateOrchestration))]
    public static Task<IResult> TerminateOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.OrchestrationTerminate)] HttpRequest request,
        string instanceId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.TerminateAsync(instanceId, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationsApi.SuspendAsync"/>.</summary>
    [Function(nameof(SuspendOrchestration))]
    public static Task<IResult> SuspendOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.OrchestrationSuspend)] HttpRequest request,
        string instanceId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.SuspendAsync(instanceId, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationsApi.ResumeAsync"/>.</summary>
    [Function(nameof(ResumeOrchestration))]
    public static Task<IResult> ResumeOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.OrchestrationResume)] HttpRequest request,
        string instanceId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.ResumeAsync(instanceId, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationsApi.RestartAsync"/>.</summary>
    [Function(nameof(RestartOrchestration))]
    public static Task<IResult> RestartOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.OrchestrationRestart)] HttpRequest request,
        string instanceId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.RestartAsync(instanceId, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationsApi.RewindAsync"/>.</summary>
    [Function(nameof(RewindOrchestration))]
    public static Task<IResult> RewindOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.OrchestrationRewind)] HttpRequest request,
        string instanceId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.RewindAsync(instanceId, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="OrchestrationsApi.RaiseEventAsync"/>.</summary>
    [Function(nameof(RaiseOrchestrationEvent))]
    public static Task<IResult> RaiseOrchestrationEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.OrchestrationEvent)] HttpRequest request,
        string instanceId,
        string eventName,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => OrchestrationsApi.RaiseEventAsync(instanceId, eventName, request, durable.AsPort(), cancellation);
}
