using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Makes a report: divides the segments, reads the shards side by side, merges them as a tree, and publishes the answer.</summary>
/// <remarks>
/// Every activity writes under a name derived from its input, so after a crash the report goes on where it stopped. To cancel it, terminate
/// the instance: what runs is not interrupted, and nothing is published.
/// </remarks>
public sealed class BuildReport : IOrchestrator<ReportJob, ReportStep>
{
    /// <summary>The registered name.</summary>
    public static readonly OrchestratorName<ReportJob, ReportStep> Name = new(nameof(BuildReport));

    /// <summary>Parts that become one at each level of the tree.</summary>
    private const int FanIn = 8;

    /// <summary>How long is waited for the roll-up, again and again: eleven minutes in all.</summary>
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5),
        .. Enumerable.Repeat(TimeSpan.FromSeconds(15), 4), .. Enumerable.Repeat(TimeSpan.FromMinutes(1), 10),
    ];

    /// <inheritdoc/>
    public async Task<ReportStep> RunAsync(IOrchestrationContext context, ReportJob input)
    {
        context.SetCustomStatus(new ReportProgress(ReportPhase.Planning));
        var plan = await PlanAsync(context, input);
        if (plan.Behind > 0)
        {
            var behind = $"{plan.Behind:N0} segments of the stream have not been applied to its windows. Ask again later.";
            return await context.CallActivityAsync(PublishReport.Name, new(input, Level: 0, behind), RetryPolicy.Transient);
        }

        var progress = new ReportProgress(ReportPhase.Aggregating, plan.Shards, Aggregated: 0, plan.Bytes);

        var refusal = await InTurnsAsync(
            input.Width,
            Enumerable.Range(0, plan.Shards).Select(shard => context.CallActivityAsync(AggregateShard.Name, new(input.Stream, input.ReportId, shard), RetryPolicy.Transient)),
            aggregated => context.SetCustomStatus(progress with { Aggregated = aggregated }));

        var level = 0;
        for (var parts = plan.Shards; parts > 1 && refusal is null; parts = (parts + FanIn - 1) / FanIn)
        {
            context.SetCustomStatus(progress with { Phase = ReportPhase.Merging, Aggregated = plan.Shards });
            refusal = await InTurnsAsync(input.Width, Merges(context, input, level++, parts), _ => { });
        }

        context.SetCustomStatus(progress with { Phase = ReportPhase.Publishing, Aggregated = plan.Shards });
        return await context.CallActivityAsync(PublishReport.Name, new(input, level, refusal), RetryPolicy.Transient);
    }

    /// <summary>Plans when the roll-up has applied all that was there when the report was asked for. Usually that is at once, or within a second.</summary>
    private static async Task<PlannedReport> PlanAsync(IOrchestrationContext context, ReportJob job)
    {
        var plan = await context.CallActivityAsync(PlanReport.Name, job, RetryPolicy.Transient);
        foreach (var pause in Pauses)
        {
            if (plan.Behind == 0)
            {
                break;
            }

            var rollUp = RollUpStream.InstanceId(job.Stream);
            await context.StartAsync(RollUpStream.Name, new(job.Stream), AnalyticsJson.Default.RollUpTurn, rollUp);
            context.SendEvent(rollUp, RollUpStream.WakeUp, payload: true);
            await context.CreateTimer(pause);
            plan = await context.CallActivityAsync(PlanReport.Name, job, RetryPolicy.Transient);
        }

        return plan;
    }

    private static IEnumerable<Task<ReportStep>> Merges(IOrchestrationContext context, ReportJob job, int level, int parts)
        => Enumerable.Range(0, parts).Chunk(FanIn).Select((chunk, index) =>
            context.CallActivityAsync(MergeShards.Name, new(job.Stream, job.ReportId, level, chunk[0], chunk.Length, index), RetryPolicy.Transient));

    /// <summary>Keeps a number of steps going; the next is taken when one is done. After a refusal no more are taken.</summary>
    /// <returns>The first refusal; null when there was none.</returns>
    private static async Task<string?> InTurnsAsync(int width, IEnumerable<Task<ReportStep>> steps, Action<int> onProgress)
    {
        var running = new List<Task<ReportStep>>();
        var done = 0;
        string? refusal = null;
        foreach (var step in steps)
        {
            running.Add(step);
            while (running.Count >= width)
            {
                await FinishOneAsync();
            }

            if (refusal is not null)
            {
                break;
            }
        }

        while (running.Count > 0)
        {
            await FinishOneAsync();
        }

        return refusal;

        async Task FinishOneAsync()
        {
            var finished = await Task.WhenAny(running);
            running.Remove(finished);
            refusal ??= (await finished).Refusal;
            onProgress(++done);
        }
    }
}
