namespace FunctionApp.Local.Http;

/// <summary>Server-sent events end when the host stops: they would never end by themselves, and the host would wait for them.</summary>
internal static class EventStreams
{
    private const string MediaType = "text/event-stream";

    /// <summary>To a handler that is asked for an event stream, a stopping host looks like a caller who has gone.</summary>
    public static void UseEventStreams(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((http, next) => Asks(http.Request) ? EndWithAsync(http, next, stopping) : next(http));
    }

    private static bool Asks(HttpRequest request)
    {
        foreach (var accept in request.Headers.Accept)
        {
            if (accept?.Contains(MediaType, StringComparison.OrdinalIgnoreCase) is true)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task EndWithAsync(HttpContext http, RequestDelegate next, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.RequestAborted = either.Token;
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was sent is whole; the caller connects again, elsewhere.
        }
    }
}
