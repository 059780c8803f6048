using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Answers a report's question about the pieces of one shard, and keeps the answer as a part. Running it again writes the same.</summary>
public sealed class AggregateShard(ReportStore store, IBlobStore blobs, IOptions<AnalyticsOptions> options) : IActivity<ReportShard, ReportStep>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ReportShard, ReportStep> Name = new(nameof(AggregateShard));

    /// <inheritdoc/>
    public async Task<ReportStep> RunAsync(ReportShard input, CancellationToken cancellationToken)
    {
        if (await store.FindPlanAsync(input.Stream, input.ReportId, cancellationToken) is not { } plan)
        {
            // A late duplicate: the report is published.
            return new();
        }

        var aggregator = new ReportAggregator(plan.Job.Question);
        foreach (var piece in await store.ReadPiecesAsync(plan, input.Index, cancellationToken))
        {
            await using var content = await blobs.OpenReadAsync(
                new(AnalyticsContainers.Segments, piece.Segment), new BlobRange(Math.Max(0, piece.From - 1)), cancellationToken);
            if (content is null)
            {
                return new("A segment was deleted while the report was being made. Ask again.");
            }

            await using var lines = new LineRangeStream(content.Stream, piece.From, piece.To);
            if (await aggregator.AddAsync(lines, options.Value.Reports, cancellationToken) is { } refusal)
            {
                return new(refusal);
            }
        }

        await store.WritePartAsync(input.Stream, input.ReportId, level: 0, input.Index, aggregator.Groups, cancellationToken);
        return new();
    }
}
