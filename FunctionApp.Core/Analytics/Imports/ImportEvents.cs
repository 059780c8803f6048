using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Analytics.Imports;

/// <summary>Takes one version of a file of events into its stream, shard by shard, and tells how far it is.</summary>
/// <remarks>A shard that was cut short is taken up again where it was: each of its pieces is stored once.</remarks>
public sealed class ImportEvents : IOrchestrator<EventFile, ImportedEvents>
{
    /// <summary>The registered name.</summary>
    public static readonly OrchestratorName<EventFile, ImportedEvents> Name = new(nameof(ImportEvents));

    private const int ConcurrentShards = 2;

    /// <inheritdoc/>
    public async Task<ImportedEvents> RunAsync(IOrchestrationContext context, EventFile input)
    {
        var plan = await context.CallActivityAsync(PlanImport.Name, input, RetryPolicy.Transient);
        var imported = new ImportedEvents();
        var running = new List<Task<ImportedEvents>>();
        for (var shard = 0; shard < plan.Shards; shard++)
        {
            if (running.Count == ConcurrentShards)
            {
                await FinishOneAsync();
            }

            running.Add(context.CallActivityAsync(
                ImportShard.Name, new(input, shard, shard * (plan.ShardBytes ?? 0), plan.ShardBytes), RetryPolicy.Transient));
        }

        while (running.Count > 0)
        {
            await FinishOneAsync();
        }

        return imported;

        async Task FinishOneAsync()
        {
            var finished = await Task.WhenAny(running);
            running.Remove(finished);
            imported = imported.Plus(await finished);
            context.SetCustomStatus(imported);

            var rollUp = RollUpStream.InstanceId(input.Stream);
            await context.StartAsync(RollUpStream.Name, new(input.Stream), AnalyticsJson.Default.RollUpTurn, rollUp);
            context.SendEvent(rollUp, RollUpStream.WakeUp, payload: true);
        }
    }
}
