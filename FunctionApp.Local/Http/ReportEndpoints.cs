using FunctionApp.Core.Api;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Http;

/// <summary>The routes of reports.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        api.MapPost(Routes.StreamReports, (string stream, HttpRequest request, ReportsApi reports, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => reports.StartAsync(stream, request, orchestrations, cancellation));

        api.MapGet(Routes.StreamReports, (string stream, HttpRequest request, ReportsApi reports, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => reports.ListAsync(stream, request, orchestrations, cancellation));

        api.MapGet(Routes.StreamReport, (string stream, string reportId, HttpRequest request, ReportsApi reports, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => reports.GetAsync(stream, reportId, request, orchestrations, cancellation));
    }
}
