using System.Buffers;
using System.Text.Json;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Csv;
using FunctionApp.Core.Analytics.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>Windows, sent as they come: the answer is never in memory as a whole.</summary>
internal sealed class WindowsResult(WindowsQuery windows, EventStream stream, WindowsRequest request) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Vary = HeaderNames.Accept;
        await (httpContext.Request.PrefersCsv() ? SendCsvAsync(httpContext) : SendJsonAsync(httpContext));
    }

    private async Task SendCsvAsync(HttpContext http)
    {
        http.Response.ContentType = CsvPreference.ContentType;
        new CsvWriter(http.Response.BodyWriter).WriteWindowsHeader();
        await foreach (var rows in windows.TextAsync(stream, request, RowFormat.Csv, http.RequestAborted))
        {
            await http.Response.BodyWriter.WriteAsync(rows, http.RequestAborted);
        }
    }

    private async Task SendJsonAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        var body = http.Response.BodyWriter;
        WriteHead(body);
        var isFirst = true;
        await foreach (var rows in windows.TextAsync(stream, request, RowFormat.Json, http.RequestAborted))
        {
            if (rows.Length > 0)
            {
                body.Write(isFirst ? ""u8 : ","u8);
                isFirst = false;
                await body.WriteAsync(rows, http.RequestAborted);
            }
        }

        body.Write("]}"u8);
        await body.FlushAsync(http.RequestAborted);
    }

    private void WriteHead(IBufferWriter<byte> body)
    {
        var head = new WindowsAnswer
        {
            Stream = stream.Name,
            From = request.From,
            To = request.To,
            Size = request.Size.ToString(),
            Hop = request.Hop.ToString(),
            TimeZone = request.Zone.Id,
            Type = request.Type,
            ClosedThrough = stream.State.ClosedThrough,
            Errors = SketchErrors.Stated,
        };

        // All but the end, which comes after the windows.
        body.Write(JsonSerializer.SerializeToUtf8Bytes(head, ApiJson.Default.WindowsAnswer).AsSpan()[..^"]}".Length]);
    }
}
