using System.Text.Json;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Orchestration;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>The orchestration routes' handlers. Hosts bind them to routes and pass the orchestration client they have for the request.</summary>
public static class OrchestrationsApi
{
    /// <summary>Lists instances, newest first, without their inputs and outputs.</summary>
    public static async Task<IResult> ListAsync(HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = new OrchestrationQuery
        {
            Statuses = query.Enumerations<OrchestrationStatus>("status"),
            Name = query.Text("name"),
            InstanceIdPrefix = query.Text("id"),
            CreatedFrom = query.Moment("from"),
            CreatedTo = query.Moment("to"),
            PageSize = query.Integer("limit", 50, 1, 1_000),
            Continuation = query.Text("continuation"),
        };

        return query.Error is { } error
            ? Problems.BadRequest(error)
            : await Pages.AnswerAsync(
                async () =>
                {
                    var page = await orchestrations.ListAsync(filter, cancellationToken);
                    return new Page<OrchestrationDocument>([.. page.Items.Select(OrchestrationDocument.From)], page.Continuation);
                },
                ApiJson.Default.PageOrchestrationDocument);
    }

    /// <summary>One instance, with input and output.</summary>
    public static async Task<IResult> GetAsync(string instanceId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
        => await orchestrations.GetAsync(instanceId, fetchInputsAndOutputs: true, cancellationToken) is { } instance
            ? Results.Json(OrchestrationDocument.From(instance), ApiJson.Default.OrchestrationDocument)
            : Problems.For(CommandResult.NotFound, instanceId);

    /// <summary>What happened to an instance, event by event.</summary>
    public static async Task<IResult> HistoryAsync(string instanceId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
        => await orchestrations.GetHistoryAsync(instanceId, cancellationToken) is { } history
            ? Results.Json(
                new Page<HistoryDocument>([.. history.Select(HistoryDocument.From)], Continuation: null),
                ApiJson.Default.PageHistoryDocument)
            : Problems.For(CommandResult.NotFound, instanceId);

    /// <summary>Ends an instance.</summary>
    public static async Task<IResult> TerminateAsync(
        string instanceId, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
        => Problems.For(await orchestrations.TerminateAsync(instanceId, Reason(request), cancellationToken), instanceId);

    /// <summary>Parks an instance.</summary>
    public static async Task<IResult> SuspendAsync(
        string instanceId, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
        => Problems.For(await orchestrations.SuspendAsync(instanceId, Reason(request), cancellationToken), instanceId);

    /// <summary>Continues a parked instance.</summary>
    public static async Task<IResult> ResumeAsync(
        string instanceId, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
        => Problems.For(await orchestrations.ResumeAsync(instanceId, Reason(request), cancellationToken), instanceId);

    /// <summary>Takes a failed instance back to before its failures.</summary>
    public static async Task<IResult> RewindAsync(
        string instanceId, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
        => Problems.For(await orchestrations.RewindAsync(instanceId, Reason(request), cancellationToken), instanceId);

    /// <summary>Starts a finished instance again, or a copy of it when <c>?newId=true</c>.</summary>
    public static async Task<IResult> RestartAsync(
        string instanceId, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var withNewId = bool.TryParse(request.Query["newId"], out var parsed) && parsed;
        var (result, restarted) = await orchestrations.RestartAsync(instanceId, withNewId, cancellationToken);
        return restarted is null
            ? Problems.For(result, instanceId)
            : Results.Accepted(Routes.Path(Routes.Orchestration, restarted));
    }

    /// <summary>Sends an event; the body, if there is one, is its JSON payload.</summary>
    public static async Task<IResult> RaiseEventAsync(
        string instanceId, string eventName, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        JsonElement? payload = null;
        if (request.ContentLength is not 0)
        {
            payload = await request.ReadJsonAsync(ApiJson.Default.NullableJsonElement, cancellationToken);
            if (payload is null)
            {
                return Problems.BadRequest("The body is not JSON.");
            }
        }

        return Problems.For(await orchestrations.RaiseEventAsync(instanceId, eventName, payload, cancellationToken), instanceId);
    }

    /// <summary>Deletes a finished instance and its history.</summary>
    public static async Task<IResult> PurgeAsync(string instanceId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
        => await orchestrations.PurgeAsync(instanceId, cancellationToken) is var result and not CommandResult.Accepted
            ? Problems.For(result, instanceId)
            : Results.NoContent();

    private static string? Reason(HttpRequest request) => request.Query["reason"].FirstOrDefault();
}
