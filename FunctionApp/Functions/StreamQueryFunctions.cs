using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;

namespace FunctionApp.Functions;

/// <summary>The routes that answer questions about streams.</summary>
public sealed class StreamQueryFunctions(StreamQueriesApi queries)
{
    /// <summary>See <see cref="StreamQueriesApi.WindowsAsync"/>.</summary>
    [Function(nameof(GetStreamWindows))]
    public Task<IResult> GetStreamWindows(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamWindows)] HttpRequest request, string stream, CancellationToken cancellation)
        => queries.WindowsAsync(stream, request, cancellation);

    /// <summary>See <see cref="StreamQueriesApi.TopAsync"/>.</summary>
    [Function(nameof(GetStreamTop))]
    public Task<IResult> GetStreamTop(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamTop)] HttpRequest request, string stream, CancellationToken cancellation)
        => queries.TopAsync(stream, request, cancellation);

    /// <summary>See <see cref="StreamQueriesApi.TrendsAsync"/>.</summary>
    [Function(nameof(GetStreamTrends))]
    public Task<IResult> GetStreamTrends(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamTrends)] HttpRequest request, string stream, CancellationToken cancellation)
        => queries.TrendsAsync(stream, request, cancellation);

    /// <summary>See <see cref="StreamQueriesApi.UniquesAsync"/>.</summary>
    [Function(nameof(GetStreamUniques))]
    public Task<IResult> GetStreamUniques(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamUniques)] HttpRequest request, string stream, CancellationToken cancellation)
        => queries.UniquesAsync(stream, request, cancellation);

    /// <summary>See <see cref="StreamQueriesApi.PercentilesAsync"/>.</summary>
    [Function(nameof(GetStreamPercentiles))]
    public Task<IResult> GetStreamPercentiles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamPercentiles)] HttpRequest request, string stream, CancellationToken cancellation)
        => queries.PercentilesAsync(stream, request, cancellation);

    /// <summary>See <see cref="StreamQueriesApi.AnomaliesAsync"/>.</summary>
    [Function(nameof(GetStreamAnomalies))]
    public Task<IResult> GetStreamAnomalies(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamAnomalies)] HttpRequest request, string stream, CancellationToken cancellation)
        => queries.AnomaliesAsync(stream, request, cancellation);

    /// <summary>See <see cref="StreamQueriesApi.SessionsAsync"/>.</summary>
    [Function(nameof(GetStreamSessions))]
    public Task<IResult> GetStreamSessions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamSessions)] HttpRequest request, string stream, CancellationToken cancellation)
        => queries.SessionsAsync(stream, request, cancellation);

    /// <summary>See <see cref="StreamQueriesApi.WatchAsync"/>.</summary>
    [Function(nameof(WatchStream))]
    public Task<IResult> WatchStream(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.StreamLive)] HttpRequest request, string stream, CancellationToken cancellation)
        => queries.WatchAsync(stream, cancellation);
}
