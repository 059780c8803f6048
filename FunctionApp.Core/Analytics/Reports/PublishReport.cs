using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Publishes a report as JSON and CSV, or why there is none, and clears its parts away. Done again, it changes nothing.</summary>
public sealed class PublishReport(ReportStore store, StreamCatalog streams, TimeProvider time) : IActivity<ReportConclusion, ReportStep>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ReportConclusion, ReportStep> Name = new(nameof(PublishReport));

    /// <inheritdoc/>
    public async Task<ReportStep> RunAsync(ReportConclusion input, CancellationToken cancellationToken)
    {
        var published = await store.FindAsync(input.Job.Stream, input.Job.ReportId, cancellationToken);
        if (published is { Status: ReportStatus.Running } && await ConcludeAsync(input, cancellationToken) is { } report)
        {
            if (report.Status == ReportStatus.Completed)
            {
                await store.WriteCsvAsync(report, ReportCsv.Of(report), cancellationToken);
            }

            await store.WriteAsync(report, cancellationToken);
        }

        await store.ForgetPartsAsync(input.Job.Stream, input.Job.ReportId, cancellationToken);

        return new(input.Refusal);
    }

    /// <summary>The report as it ends; null when its parts are gone, and so the stream.</summary>
    private async Task<Report?> ConcludeAsync(ReportConclusion conclusion, CancellationToken cancellationToken)
    {
        if (conclusion.Refusal is { } refusal)
        {
            return ReportStore.Begun(conclusion.Job) with { Status = ReportStatus.Rejected, Reason = refusal, CompletedAt = time.GetUtcNow() };
        }

        return await store.FindPlanAsync(conclusion.Job.Stream, conclusion.Job.ReportId, cancellationToken) is { } plan
            ? await AnswerAsync(plan, conclusion.Level, cancellationToken) with { CompletedAt = time.GetUtcNow() }
            : null;
    }

    private async Task<Report> AnswerAsync(ReportPlan plan, int level, CancellationToken cancellationToken)
    {
        var groups = plan.Shards == 0 ? new() : await store.ReadPartAsync(plan.Job.Stream, plan.Job.ReportId, level, index: 0, cancellationToken);
        return ReportStore.Begun(plan.Job) with
        {
            Status = ReportStatus.Completed,
            Rows = Rows(groups, plan.Job.Question),
            Accuracy = new(),
            Provenance = new()
            {
                Segments = plan.Segments,
                Bytes = plan.Bytes,
                Shards = plan.Shards,
                Lines = groups.Lines,
                Matched = groups.Matched,
                Outside = groups.Outside,
                Filtered = groups.Filtered,
                Rejected = groups.Rejected,
                Late = (await streams.StateAsync(plan.Job.Stream, cancellationToken)).Late,
            },
        };
    }

    private static IReadOnlyList<ReportRow> Rows(ReportGroups groups, ReportQuestion question) =>
    [
        .. groups.Groups
            .Select(group => Row(group.Key, group.Value, question))
            .OrderBy(row => row.Start)
            .ThenBy(row => row.Group.ElementAtOrDefault(0), StringComparer.Ordinal)
            .ThenBy(row => row.Group.ElementAtOrDefault(1), StringComparer.Ordinal)
            .ThenBy(row => row.Group.ElementAtOrDefault(2), StringComparer.Ordinal),
    ];

    private static ReportRow Row(byte[] key, WindowAggregate aggregate, ReportQuestion question)
    {
        var (ticks, values) = GroupKey.Read(key);
        return new()
        {
            Start = question.Interval is null ? null : new(ticks, TimeSpan.Zero),
            Group = values,
            Count = aggregate.Count,
            ValueCount = aggregate.ValueCount,
            Sum = aggregate.ValueCount > 0 ? aggregate.Sum : null,
            Min = aggregate.Min,
            Max = aggregate.Max,
            Mean = aggregate.Mean,
            P50 = aggregate.Quantile(0.5),
            P95 = aggregate.Quantile(0.95),
            P99 = aggregate.Quantile(0.99),
            Uniques = question.Unique is null ? null : (long)Math.Round(aggregate.Uniques.Estimate()),
            Top = [.. (question.TopK ?? []).Select(field => new ReportTop(field, aggregate.Top(field)!.Top(question.Top!.Value)))],
        };
    }
}
