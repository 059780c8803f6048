using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionApp.Core.Api;

/// <summary>Server-sent events (WHATWG HTML, 9.2): one whenever there is news, a comment when there is none for long.</summary>
/// <remarks>A browser that loses the connection comes back with the id of the last event it had, and gets the next one.</remarks>
/// <param name="connection">The place that is taken; given back at the end.</param>
/// <param name="watch">The events after the one with an id, or from now on; null for silence.</param>
/// <param name="stopping">Whether the host stops.</param>
internal sealed class ServerSentEventsResult(
    IDisposable connection, Func<long?, CancellationToken, IAsyncEnumerable<ServerSentEvent?>> watch, CancellationToken stopping) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (connection)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
            var response = httpContext.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-cache, no-store";
            response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

            var id = httpContext.Request.Headers["Last-Event-ID"].FirstOrDefault();
            long? lastSeen = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            try
            {
                response.BodyWriter.Write("retry: 2000\n\n"u8);
                await response.BodyWriter.FlushAsync(over.Token);
                await foreach (var news in watch(lastSeen, over.Token))
                {
                    Write(response.BodyWriter, news);
                    await response.BodyWriter.FlushAsync(over.Token);
                }
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                // The caller left, or the host stops: the caller comes back, perhaps to another instance.
            }
        }
    }

    private static void Write(IBufferWriter<byte> body, ServerSentEvent? news)
    {
        if (news is null)
        {
            body.Write(": nothing new\n\n"u8);
            return;
        }

        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {news.Id}\nevent: {news.Type}\ndata: "), body);
        body.Write(news.Data);
        body.Write("\n\n"u8);
    }
}
