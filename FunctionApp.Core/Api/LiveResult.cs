using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionApp.Core.Api;

/// <summary>Server-sent events (WHATWG HTML, 9.2): a frame whenever the stream changes, a comment when it does not for long.</summary>
/// <remarks>A browser that loses the connection comes back with the id of the last frame it had, and gets the next one.</remarks>
internal sealed class LiveResult(LiveFeed live, IDisposable connection, string stream, CancellationToken stopping) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (connection)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
            var response = httpContext.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-cache, no-store";
            response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold frames back
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

            var id = httpContext.Request.Headers["Last-Event-ID"].FirstOrDefault();
            long? lastSeen = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            try
            {
                response.BodyWriter.Write("retry: 2000\n\n"u8);
                await response.BodyWriter.FlushAsync(over.Token);
                await foreach (var frame in live.WatchAsync(stream, lastSeen, over.Token))
                {
                    Write(response.BodyWriter, frame);
                    await response.BodyWriter.FlushAsync(over.Token);
                }
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                // The caller left, or the host stops: the caller comes back, perhaps to another instance.
            }
        }
    }

    private static void Write(IBufferWriter<byte> body, LiveFrame? frame)
    {
        if (frame is null)
        {
            body.Write(": nothing new\n\n"u8);
            return;
        }

        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {frame.Revision}\nevent: window\ndata: "), body);
        body.Write(JsonSerializer.SerializeToUtf8Bytes(frame, QueriesJson.Default.LiveFrame));
        body.Write("\n\n"u8);
    }
}
