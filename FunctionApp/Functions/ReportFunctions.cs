using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Functions;

/// <summary>The routes of reports, and the orchestrator and activities that make them.</summary>
public sealed class ReportFunctions(
    ReportsApi reports, BuildReport buildReport, PlanReport planReport, AggregateShard aggregateShard, MergeShards mergeShards, PublishReport publishReport)
{
    /// <summary>See <see cref="ReportsApi.StartAsync"/>.</summary>
    [Function(nameof(StartReport))]
    public Task<IResult> StartReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.StreamReports)] HttpRequest request,
        string stream,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => reports.StartAsync(stream, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="ReportsApi.ListAsync"/>.</summary>
    [Function(nameof(ListReports))]
    public Task<IResult> ListReports(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamReports)] HttpRequest request,
        string stream,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => reports.ListAsync(stream, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="ReportsApi.GetAsync"/>.</summary>
    [Function(nameof(GetReport))]
    public Task<IResult> GetReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamReport)] HttpRequest request,
        string stream,
        string reportId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => reports.GetAsync(stream, reportId, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="Core.Analytics.Reports.BuildReport"/>.</summary>
    [Function(nameof(BuildReport))]
    public Task<ReportStep> BuildReport([OrchestrationTrigger] TaskOrchestrationContext context, ReportJob input)
        => buildReport.RunAsync(context, input);

    /// <summary>See <see cref="Core.Analytics.Reports.PlanReport"/>.</summary>
    [Function(nameof(PlanReport))]
    public Task<PlannedReport> PlanReport([ActivityTrigger] ReportJob input, CancellationToken cancellation)
        => planReport.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Analytics.Reports.AggregateShard"/>.</summary>
    [Function(nameof(AggregateShard))]
    public Task<ReportStep> AggregateShard([ActivityTrigger] ReportShard input, CancellationToken cancellation)
        => aggregateShard.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Analytics.Reports.MergeShards"/>.</summary>
    [Function(nameof(MergeShards))]
    public Task<ReportStep> MergeShards([ActivityTrigger] ReportMerge input, CancellationToken cancellation)
        => mergeShards.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Analytics.Reports.PublishReport"/>.</summary>
    [Function(nameof(PublishReport))]
    public Task<ReportStep> PublishReport([ActivityTrigger] ReportConclusion input, CancellationToken cancellation)
        => publishReport.RunAsync(input, cancellation);
}
