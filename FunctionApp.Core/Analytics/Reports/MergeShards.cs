using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Makes several parts of a report one. Running it again writes the same.</summary>
public sealed class MergeShards(ReportStore store, IOptions<AnalyticsOptions> options) : IActivity<ReportMerge, ReportStep>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ReportMerge, ReportStep> Name = new(nameof(MergeShards));

    /// <inheritdoc/>
    public async Task<ReportStep> RunAsync(ReportMerge input, CancellationToken cancellationToken)
    {
        if (await store.FindPlanAsync(input.Stream, input.ReportId, cancellationToken) is null)
        {
            // A late duplicate: the report is published.
            return new();
        }

        var groups = new ReportGroups();
        for (var part = input.First; part < input.First + input.Count; part++)
        {
            groups.Merge(await store.ReadPartAsync(input.Stream, input.ReportId, input.Level, part, cancellationToken));
            if (groups.Refusal(options.Value.Reports) is { } refusal)
            {
                return new(refusal);
            }
        }

        await store.WritePartAsync(input.Stream, input.ReportId, input.Level + 1, input.Index, groups, cancellationToken);
        return new();
    }
}
