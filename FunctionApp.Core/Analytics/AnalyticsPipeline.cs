using FunctionApp.Core.Analytics.Imports;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Live;
using FunctionApp.Core.Analytics.Queries.Ranges;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Core.Analytics;

/// <summary>What a host registers to have analytics.</summary>
public static class AnalyticsPipeline
{
    /// <summary>Lists the orchestrators and activities of analytics.</summary>
    public static TaskCatalog AddAnalytics(this TaskCatalog tasks) => tasks
        .AddPayloads(AnalyticsJson.Default)
        .AddPayloads(MonitorsJson.Default)
        .Add<Alert, AlertJob, AlertStatus>(Alert.Name, isLongLived: true)
        .Add<EvaluateMonitors, MonitorEvaluation, MonitorVerdict>(EvaluateMonitors.Name)
        .Add<RollUpStream, RollUpTurn, RollUpTurn>(RollUpStream.Name, isLongLived: true)
        .Add<PlanRollUp, RollUpTarget, RollUpStep>(PlanRollUp.Name)
        .Add<AggregateSegment, RollUpPart, AggregatedPart>(AggregateSegment.Name)
        .Add<ApplyRollUp, RollUpResults, AppliedRollUp>(ApplyRollUp.Name)
        .Add<CompactWindows, RollUpTarget, StreamState>(CompactWindows.Name)
        .Add<CompactSegments, RollUpTarget, CompactedSegments>(CompactSegments.Name)
        .Add<ImportEvents, EventFile, ImportedEvents>(ImportEvents.Name)
        .Add<PlanImport, EventFile, ImportPlan>(PlanImport.Name)
        .Add<ImportShard, FileShard, ImportedEvents>(ImportShard.Name)
        .AddReports();

    /// <summary>Registers the services of analytics and their options, validated at start.</summary>
    public static IServiceCollection AddAnalytics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AnalyticsOptions>()
            .Bind(configuration.GetSection(AnalyticsOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        return services
            .AddSingleton<StreamCatalog>()
            .AddSingleton<SegmentList>()
            .AddSingleton<SegmentWriters>()
            .AddSingleton<EventIngest>()
            .AddSingleton<EventStreams>()
            .AddSingleton<EventFiles>()
            .AddSingleton<RollUpCursors>()
            .AddSingleton<RepetitionFilter>()
            .AddSingleton<RollUpWaker>()
            .AddSingleton<WindowStore>()
            .AddReports()
            .AddQueries();
    }

    private static IServiceCollection AddQueries(this IServiceCollection services) => services
        .AddSingleton<WindowReader>()
        .AddSingleton<QueryCache>()
        .AddSingleton<WindowsQuery>()
        .AddSingleton<StreamQueries>()
        .AddSingleton<AnomaliesQuery>()
        .AddSingleton<SessionsQuery>()
        .AddSingleton<LiveFeed>()
        .AddSingleton<MonitorStore>();
}
