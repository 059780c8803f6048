using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>The handlers of reports. Hosts bind them to routes and pass the orchestration client they have for the request.</summary>
public sealed class ReportsApi(ReportStore store, StreamCatalog streams, IOptions<AnalyticsOptions> options, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue Csv = new("text/csv");

    /// <summary>Starts a report over a time of a stream.</summary>
    /// <returns>202 and where it will be.</returns>
    public async Task<IResult> StartAsync(string stream, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (await streams.FindSettingsAsync(stream, cancellationToken) is not { } settings)
        {
            return NoSuchStream(stream);
        }

        ReportQuestion? question;
        try
        {
            question = await JsonSerializer.DeserializeAsync(request.Body, ReportsJson.Default.ReportQuestion, cancellationToken);
        }
        catch (JsonException exception)
        {
            return Problems.BadRequest($"The question is not valid at '{exception.Path ?? "$"}'. Send for example {{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\",\"interval\":\"1d\",\"groupBy\":[\"type\"]}}.");
        }

        if ((question is null ? "Send the question as a JSON object." : question.Error()) is { } error)
        {
            return Problems.BadRequest(error);
        }

        var now = time.GetUtcNow();
        var job = new ReportJob
        {
            ReportId = Guid.CreateVersion7(now).ToString("N"),
            Stream = stream,
            Question = question!.With(settings),
            CreatedAt = now,
            Width = options.Value.Reports.Width,
        };
        await store.AddAsync(job, cancellationToken);
        await orchestrations.ScheduleAsync(BuildReport.Name, job, new() { InstanceId = ReportJob.InstanceId(job.ReportId) }, cancellationToken);

        request.HttpContext.Response.Headers.Location = Routes.Path(Routes.StreamReport, stream, job.ReportId);
        return Results.Json(ReportStore.Begun(job), ReportsJson.Default.Report, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Lists a stream's reports without their rows, oldest first.</summary>
    public async Task<IResult> ListAsync(string stream, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (await streams.FindSettingsAsync(stream, cancellationToken) is null)
        {
            return NoSuchStream(stream);
        }

        var query = new QueryReader(request.Query);
        var limit = query.Integer("limit", 20, 1, ReportStore.MaxLimit);
        var continuation = query.Text("continuation");
        return query.Error is { } error
            ? Problems.BadRequest(error)
            : await Pages.AnswerAsync(ListAsync, ReportsJson.Default.PageReport);

        async Task<Page<Report>> ListAsync()
        {
            var page = await store.ListAsync(stream, limit, continuation, cancellationToken);
            return page with { Items = await Task.WhenAll(page.Items.Select(report => WithProgressAsync(report, orchestrations, cancellationToken))) };
        }
    }

    /// <summary>A report, as JSON or, when it is completed and the Accept header prefers that, as CSV.</summary>
    /// <returns>200 when it has ended, however; 202 and how far it is while it is being made.</returns>
    public async Task<IResult> GetAsync(
        string stream, string reportId, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(stream, reportId, cancellationToken) is not { } found)
        {
            return Problems.NotFound($"Stream '{stream}' has no report '{reportId}'.");
        }

        var report = await WithProgressAsync(found, orchestrations, cancellationToken);
        request.HttpContext.Response.Headers.Vary = HeaderNames.Accept;
        if (report.Status == ReportStatus.Completed && PrefersCsv(request) && await store.OpenCsvAsync(report, cancellationToken) is { } csv)
        {
            return Results.Stream(csv.Stream, csv.Properties.ContentType, $"{stream}-{reportId}.csv");
        }

        var status = report.Status == ReportStatus.Running ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        return Results.Json(report, ReportsJson.Default.Report, statusCode: status);
    }

    private static bool PrefersCsv(HttpRequest request)
        => request.GetTypedHeaders().Accept.OrderByDescending(range => range.Quality ?? 1).FirstOrDefault() is { } first && Csv.IsSubsetOf(first) && first.Type != "*";

    private static IResult NoSuchStream(string stream) => Problems.NotFound($"There is no stream '{stream}'.");

    /// <summary>What is written says how a report ended; until then its orchestration knows.</summary>
    private async Task<Report> WithProgressAsync(Report report, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (report.Status != ReportStatus.Running)
        {
            return report;
        }

        return await orchestrations.GetAsync(report.InstanceId, fetchInputsAndOutputs: true, cancellationToken) switch
        {
            null => report with { Status = ReportStatus.Failed, Reason = "Its orchestration is not there any more." },
            { RuntimeStatus: OrchestrationStatus.Terminated } => report with { Status = ReportStatus.Failed, Reason = "It was terminated." },
            { RuntimeStatus: OrchestrationStatus.Failed } instance => report with { Status = ReportStatus.Failed, Reason = instance.FailureDetails?.ErrorMessage },
            { RuntimeStatus: OrchestrationStatus.Completed } => await store.FindAsync(report.Stream, report.ReportId, cancellationToken) ?? report,
            { SerializedCustomStatus: { } progress } => report with { Progress = Parse(progress) },
            _ => report,
        };
    }

    private static ReportProgress? Parse(string progress) => JsonSerializer.Deserialize(progress, ReportsJson.Default.ReportProgress);
}
