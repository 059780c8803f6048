using System.Runtime.CompilerServices;
using System.Text.Json;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Operations;
using FunctionApp.Core.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Api;

/// <summary>The handler of those who watch an instance. Hosts bind it to its route and pass the orchestration client they have for the request.</summary>
public sealed class OrchestrationFeedApi(OrchestrationFeed feed, IOptions<OrchestrationFeedOptions> options, IHostApplicationLifetime lifetime)
{
    /// <summary>The instance, without input and output, whenever it changes, as server-sent events, until the caller leaves, it is purged or the host stops.</summary>
    public async Task<IResult> WatchAsync(string instanceId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (await orchestrations.GetAsync(instanceId, fetchInputsAndOutputs: false, cancellationToken) is null)
        {
            return Problems.For(CommandResult.NotFound, instanceId);
        }

        return feed.TryConnect() is { } connection
            ? new ServerSentEventsResult(connection, (lastSeen, token) => EventsAsync(instanceId, lastSeen, orchestrations, token), lifetime.ApplicationStopping)
            : Problems.Unavailable($"There are {options.Value.MaxConnections} live connections already; try again later.");
    }

    private async IAsyncEnumerable<ServerSentEvent?> EventsAsync(
        string instanceId, long? lastSeen, IOrchestrationClient orchestrations, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var instance in feed.WatchAsync(instanceId, lastSeen, orchestrations, cancellationToken))
        {
            yield return instance is null ? null : new(
                instance.LastUpdatedAt.UtcTicks,
                "instance",
                JsonSerializer.SerializeToUtf8Bytes(OrchestrationDocument.From(instance), ApiJson.Default.OrchestrationDocument));
        }
    }
}
