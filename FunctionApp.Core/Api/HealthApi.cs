using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Core.Api;

/// <summary>The health routes' handlers.</summary>
public sealed class HealthApi(HealthCheckService checks)
{
    /// <summary>200 while the process lives.</summary>
    public static IResult Live() => Results.Json(
        new HealthDocument(nameof(HealthStatus.Healthy), new Dictionary<string, string>(StringComparer.Ordinal)), ApiJson.Default.HealthDocument);

    /// <summary>200 when every part can work, else 503. Says which part cannot, not why: that is in the logs.</summary>
    public async Task<IResult> ReadyAsync(CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        return Results.Json(
            HealthDocument.Of(report),
            ApiJson.Default.HealthDocument,
            statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
