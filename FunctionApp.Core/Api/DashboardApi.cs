using FunctionApp.Core.Dashboard;
using FunctionApp.Core.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>The pages for people, and what they are made of.</summary>
public sealed class DashboardApi(DashboardFiles files)
{
    /// <summary>A page names the assets of its version, so that it is asked for each time; it is small.</summary>
    private const string AskAgain = "no-cache";

    /// <summary>Another content has another name.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    private const string NotBuilt = """
        <!doctype html>
        <html lang="en">
        <title>The dashboard is not built</title>
        <h1>The dashboard is not built</h1>
        <p>The host runs; only its pages are missing. They are built by npm, which was not found when the host was.</p>
        <p>Install <a href="https://nodejs.org">Node.js</a> 20 or later, and start <code>./run</code> again.</p>
        </html>
        """;

    /// <summary>The dashboard.</summary>
    public IResult GetDashboard(HttpRequest request) => Page(DashboardFiles.Index, request);

    /// <summary>The page about the API: every operation, to read and to try.</summary>
    public IResult GetApiReference(HttpRequest request) => Page(DashboardFiles.ApiReference, request);

    /// <summary>A script, style or picture of the pages.</summary>
    public IResult GetDashboardAsset(string name, HttpRequest request)
        => files.Find($"{DashboardFiles.Assets}/{name}") is { } file
            ? Answer(file, request, Forever)
            : Problems.NotFound($"The dashboard has no file '{name}'.");

    private IResult Page(string name, HttpRequest request)
        => files.Find(name) is { } page
            ? Answer(page, request, AskAgain)
            : Results.Content(NotBuilt, "text/html; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>Sends the smallest form that the caller takes (RFC 9110, 12.5.3).</summary>
    private static ContentResult Answer(DashboardFile file, HttpRequest request, string cacheControl)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        var encoded = file.Encoded.FirstOrDefault(form => accepted.Any(coding => coding.Value == form.Coding && coding.Quality is not 0));
        var headers = request.HttpContext.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoded is not null)
        {
            headers.ContentEncoding = encoded.Coding;
        }

        return new(encoded?.Content ?? file.Plain, cacheControl);
    }
}
