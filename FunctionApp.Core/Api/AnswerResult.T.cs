using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core.Analytics.Queries.Csv;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <inheritdoc cref="AnswerResult"/>
internal sealed class AnswerResult<T>(T answer, JsonTypeInfo<T> type, Action<CsvWriter, T> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Vary = HeaderNames.Accept;
        if (!httpContext.Request.PrefersCsv())
        {
            await Results.Json(answer, type).ExecuteAsync(httpContext);
            return;
        }

        httpContext.Response.ContentType = CsvPreference.ContentType;
        write(new(httpContext.Response.BodyWriter), answer);
        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
