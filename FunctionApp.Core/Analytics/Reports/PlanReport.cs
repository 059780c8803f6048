using System.Text;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Sketches;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Looks up the segments that a report is about, and divides their bytes among shards. Done again, it keeps the first plan.</summary>
public sealed class PlanReport(ReportStore store, IBlobStore blobs, IOptions<AnalyticsOptions> options) : IActivity<ReportJob, PlannedReport>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ReportJob, PlannedReport> Name = new(nameof(PlanReport));

    /// <inheritdoc/>
    public async Task<PlannedReport> RunAsync(ReportJob input, CancellationToken cancellationToken)
    {
        var plan = await store.FindPlanAsync(input.ReportId, cancellationToken);
        if (plan is null)
        {
            await store.WritePlanAsync(await DivideAsync(input, cancellationToken), cancellationToken);
            plan = (await store.FindPlanAsync(input.ReportId, cancellationToken))!;
        }

        return new(plan.Shards, plan.Bytes);
    }

    /// <summary>The pieces lie under what they are, so another division at the same time, with newer segments, does not touch them.</summary>
    private async Task<ReportPlan> DivideAsync(ReportJob job, CancellationToken cancellationToken)
    {
        var shardBytes = options.Value.Reports.ShardBytes;
        var shards = new List<IReadOnlyList<ReportPiece>>();
        var shard = new List<ReportPiece>();
        var (segments, bytes, room, division) = (0, 0L, shardBytes, 0UL);
        await foreach (var blob in blobs.ListAllAsync(AnalyticsContainers.Segments, $"{job.Stream}/", cancellationToken))
        {
            if (!MayMatter(blob, job.Question))
            {
                continue;
            }

            segments++;
            bytes += blob.Length;
            division = StableHash.Of(Encoding.UTF8.GetBytes($"{division} {blob.Name} {blob.Length}"));
            for (var from = 0L; from < blob.Length;)
            {
                var to = Math.Min(blob.Length, from + room);
                shard.Add(new(blob.Name, from, to));
                room -= to - from;
                from = to;
                if (room == 0)
                {
                    shards.Add(shard);
                    (shard, room) = ([], shardBytes);
                }
            }
        }

        if (shard.Count > 0)
        {
            shards.Add(shard);
        }

        var plan = new ReportPlan(job, $"{division:x16}", shards.Count, segments, bytes);
        for (var i = 0; i < shards.Count; i++)
        {
            await store.WritePiecesAsync(plan, i, shards[i], cancellationToken);
        }

        return plan;
    }

    /// <summary>An event may be ahead of its arrival, but only so far: what was written long before the report's time has none of its events.</summary>
    private bool MayMatter(BlobProperties blob, ReportQuestion question)
        => blob.Length > 0
            && (SegmentName.Parse(blob.Name) is not { } name || (name.Accepted > 0 && name.Time + options.Value.Ingest.MaxEventLead >= question.From));
}
