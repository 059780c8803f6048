using Azure.Storage.Blobs;
using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Imports;
using FunctionApp.Core.Api;
using FunctionApp.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Functions;

/// <summary>The routes of event streams, and the trigger that does for dropped files what posting does for requests.</summary>
public sealed class StreamFunctions(StreamsApi streams, EventFiles files)
{
    /// <summary>See <see cref="StreamsApi.ListAsync"/>.</summary>
    [Function(nameof(ListStreams))]
    public Task<IResult> ListStreams(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Streams)] HttpRequest request, CancellationToken cancellation)
        => streams.ListAsync(request, cancellation);

    /// <summary>See <see cref="StreamsApi.GetAsync"/>.</summary>
    [Function(nameof(GetStream))]
    public Task<IResult> GetStream(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Stream)] HttpRequest request, string stream, CancellationToken cancellation)
        => streams.GetAsync(stream, cancellation);

    /// <summary>See <see cref="StreamsApi.PutAsync"/>.</summary>
    [Function(nameof(PutStream))]
    public Task<IResult> PutStream(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Stream)] HttpRequest request, string stream, CancellationToken cancellation)
        => streams.PutAsync(stream, request, cancellation);

    /// <summary>See <see cref="StreamsApi.DeleteAsync"/>.</summary>
    [Function(nameof(DeleteStream))]
    public Task<IResult> DeleteStream(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Stream)] HttpRequest request,
        string stream,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => streams.DeleteAsync(stream, durable.AsPort(), cancellation);

    /// <summary>See <see cref="StreamsApi.PostEventsAsync"/>.</summary>
    [Function(nameof(PostEvents))]
    public Task<IResult> PostEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.StreamEvents)] HttpRequest request,
        string stream,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => streams.PostEventsAsync(stream, request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="EventFiles.TakeAsync"/>.</summary>
    [Function(nameof(OnEventsUploaded))]
    public Task OnEventsUploaded(
        [BlobTrigger(AnalyticsContainers.Events + "/{name}", Source = BlobTriggerSource.EventGrid, Connection = Connections.Media)] BlobClient blob,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => files.TakeAsync(blob.Name, durable.AsPort(), cancellation);
}
