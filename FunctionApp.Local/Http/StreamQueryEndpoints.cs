using FunctionApp.Core.Api;

namespace FunctionApp.Local.Http;

/// <summary>The routes that answer questions about streams.</summary>
internal static class StreamQueryEndpoints
{
    public static void MapStreamQueries(this IEndpointRouteBuilder api)
    {
        api.MapGet(Routes.StreamWindows, (string stream, HttpRequest request, StreamQueriesApi queries, CancellationToken cancellation)
            => queries.WindowsAsync(stream, request, cancellation));

        api.MapGet(Routes.StreamTop, (string stream, HttpRequest request, StreamQueriesApi queries, CancellationToken cancellation)
            => queries.TopAsync(stream, request, cancellation));

        api.MapGet(Routes.StreamTrends, (string stream, HttpRequest request, StreamQueriesApi queries, CancellationToken cancellation)
            => queries.TrendsAsync(stream, request, cancellation));

        api.MapGet(Routes.StreamUniques, (string stream, HttpRequest request, StreamQueriesApi queries, CancellationToken cancellation)
            => queries.UniquesAsync(stream, request, cancellation));

        api.MapGet(Routes.StreamPercentiles, (string stream, HttpRequest request, StreamQueriesApi queries, CancellationToken cancellation)
            => queries.PercentilesAsync(stream, request, cancellation));

        api.MapGet(Routes.StreamAnomalies, (string stream, HttpRequest request, StreamQueriesApi queries, CancellationToken cancellation)
            => queries.AnomaliesAsync(stream, request, cancellation));

        api.MapGet(Routes.StreamSessions, (string stream, HttpRequest request, StreamQueriesApi queries, CancellationToken cancellation)
            => queries.SessionsAsync(stream, request, cancellation));

        api.MapGet(Routes.StreamLive, (string stream, StreamQueriesApi queries, CancellationToken cancellation)
            => queries.WatchAsync(stream, cancellation));
    }
}
