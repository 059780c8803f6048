using System.Text;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Sketches;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Looks up the segments that a report is about, and divides their bytes among shards. Done again, it keeps the first plan.</summary>
/// <remarks>
/// There is a plan only when everything that was stored before the report was asked for is applied to the windows: a report counts what they
/// count, and late events too. What was stored since then is left out.
/// </remarks>
public sealed class PlanReport(ReportStore store, RollUpCursors cursors, SegmentList segments, IOptions<AnalyticsOptions> options)
    : IActivity<ReportJob, PlannedReport>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ReportJob, PlannedReport> Name = new(nameof(PlanReport));

    /// <inheritdoc/>
    public async Task<PlannedReport> RunAsync(ReportJob input, CancellationToken cancellationToken)
    {
        var plan = await store.FindPlanAsync(input.Stream, input.ReportId, cancellationToken);
        if (plan is null)
        {
            var (applied, behind) = await SelectAsync(input, cancellationToken);
            if (behind > 0)
            {
                return new(Shards: 0, Bytes: 0, behind);
            }

            await store.WritePlanAsync(await DivideAsync(input, applied, cancellationToken), cancellationToken);
            plan = (await store.FindPlanAsync(input.Stream, input.ReportId, cancellationToken))!;
        }

        return new(plan.Shards, plan.Bytes);
    }

    /// <summary>The segments that may have events of the report's time, and how many of them are still to be applied.</summary>
    private async Task<(List<StoredSegment> Applied, int Behind)> SelectAsync(ReportJob job, CancellationToken cancellationToken)
    {
        var (cursor, _) = await cursors.ReadAsync(job.Stream, cancellationToken);
        var applied = new List<StoredSegment>();
        var behind = 0;

        // An event may be ahead of its arrival, but only so far: what was written long before the report's time has none of its events.
        var from = Before(job.Question.From!.Value, options.Value.Ingest.MaxEventLead);
        await foreach (var segment in segments.ReadAsync(job.Stream, from, job.CreatedAt, cancellationToken))
        {
            if (cursor.HasApplied(segment.Name))
            {
                applied.Add(segment);
            }
            else
            {
                behind++;
            }
        }

        return (applied, behind);
    }

    /// <summary>The pieces lie under what they are, so another division at the same time, with newer segments, does not touch them.</summary>
    private async Task<ReportPlan> DivideAsync(ReportJob job, List<StoredSegment> selected, CancellationToken cancellationToken)
    {
        var shardBytes = options.Value.Reports.ShardBytes;
        var shards = new List<IReadOnlyList<ReportPiece>>();
        var shard = new List<ReportPiece>();
        var (count, bytes, room, division) = (0, 0L, shardBytes, 0UL);
        foreach (var segment in selected.Where(segment => segment.Bytes > 0))
        {
            count++;
            bytes += segment.Bytes;
            division = StableHash.Of(Encoding.UTF8.GetBytes($"{division} {segment.Name} {segment.Bytes}"));
            for (var from = 0L; from < segment.Bytes;)
            {
                var to = Math.Min(segment.Bytes, from + room);
                shard.Add(new(segment.Name.ToString(), from, to));
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

        var plan = new ReportPlan(job, $"{division:x16}", shards.Count, count, bytes);
        for (var i = 0; i < shards.Count; i++)
        {
            await store.WritePiecesAsync(plan, i, shards[i], cancellationToken);
        }

        return plan;
    }

    private static DateTimeOffset? Before(DateTimeOffset moment, TimeSpan lead) => moment.UtcTicks > lead.Ticks ? moment - lead : null;
}
