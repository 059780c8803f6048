using FunctionApp.Core.Api;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Http;

/// <summary>The routes of event streams.</summary>
internal static class StreamEndpoints
{
    public static void MapStreams(this IEndpointRouteBuilder api)
    {
        api.MapGet(Routes.Streams, (HttpRequest request, StreamsApi streams, CancellationToken cancellation)
            => streams.ListAsync(request, cancellation));

        api.MapGet(Routes.Stream, (string stream, StreamsApi streams, CancellationToken cancellation)
            => streams.GetAsync(stream, cancellation));

        api.MapPut(Routes.Stream, (string stream, HttpRequest request, StreamsApi streams, CancellationToken cancellation)
            => streams.PutAsync(stream, request, cancellation));

        api.MapDelete(Routes.Stream, (string stream, StreamsApi streams, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => streams.DeleteAsync(stream, orchestrations, cancellation));

        api.MapPost(Routes.StreamEvents, (string stream, HttpRequest request, StreamsApi streams, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => streams.PostEventsAsync(stream, request, orchestrations, cancellation));
    }
}
