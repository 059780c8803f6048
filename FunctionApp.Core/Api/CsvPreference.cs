using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>Whether a caller wants CSV (RFC 9110, 12.5.1): it must be named, and be as welcome as JSON at least.</summary>
internal static class CsvPreference
{
    /// <summary>The media type (RFC 4180, RFC 7111).</summary>
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    public static bool PrefersCsv(this HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        var csv = accept.FirstOrDefault(range => range.MediaType == "text/csv");
        var json = accept.FirstOrDefault(range => range.MediaType == "application/json");
        return csv is not null && (csv.Quality ?? 1) > 0 && (csv.Quality ?? 1) >= (json?.Quality ?? (json is null ? 0 : 1));
    }
}
