using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What reports add to analytics.</summary>
internal static class ReportPipeline
{
    /// <summary>Lists the orchestrators and activities of reports.</summary>
    public static TaskCatalog AddReports(this TaskCatalog tasks) => tasks
        .AddPayloads(ReportsJson.Default)
        .Add<BuildReport, ReportJob, ReportStep>(BuildReport.Name)
        .Add<PlanReport, ReportJob, PlannedReport>(PlanReport.Name)
        .Add<AggregateShard, ReportShard, ReportStep>(AggregateShard.Name)
        .Add<MergeShards, ReportMerge, ReportStep>(MergeShards.Name)
        .Add<PublishReport, ReportConclusion, ReportStep>(PublishReport.Name);

    /// <summary>Registers the services of reports.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<ReportStore>();
}
