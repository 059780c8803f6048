using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Orchestration;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>The handlers of event streams: their settings, and what is posted to them. Hosts bind them to routes and pass the orchestration client they have for the request.</summary>
public sealed class StreamsApi(StreamCatalog catalog, EventStreams streams)
{
    /// <summary>Lists streams by name.</summary>
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var limit = query.Integer("limit", 50, 1, StreamCatalog.MaxLimit);
        var continuation = query.Text("continuation");
        return query.Error is { } error
            ? Problems.BadRequest(error)
            : await Pages.AnswerAsync(() => catalog.ListAsync(limit, continuation, cancellationToken), AnalyticsJson.Default.PageEventStream);
    }

    /// <summary>A stream: its settings, and how far it is.</summary>
    public async Task<IResult> GetAsync(string stream, CancellationToken cancellationToken)
        => await catalog.FindAsync(stream, cancellationToken) is { } found
            ? Results.Json(found, AnalyticsJson.Default.EventStream)
            : NoSuchStream(stream);

    /// <summary>Creates a stream, or changes its settings: what is computed of events from then on.</summary>
    /// <returns>201 for a new stream, else 200; 409 when the length of the windows would change and there are some.</returns>
    public async Task<IResult> PutAsync(string stream, HttpRequest request, CancellationToken cancellationToken)
    {
        if (StreamName.Error(stream) is { } nameError)
        {
            return Problems.BadRequest(nameError);
        }

        StreamSettings? settings;
        try
        {
            settings = (await JsonSerializer.DeserializeAsync(request.Body, ApiJson.Default.StreamSettingsRequest, cancellationToken))?.ToSettings();
        }
        catch (JsonException exception)
        {
            return Problems.BadRequest(
                $"The settings are not valid at '{exception.Path ?? "$"}'. Send for example {{\"value\":\"data.amount\",\"unique\":\"data.user\",\"topK\":[\"data.page\"],\"window\":\"1m\"}}.");
        }

        if ((settings is null ? "Send the settings as a JSON object." : settings.Error()) is { } error)
        {
            return Problems.BadRequest(error);
        }

        var change = await catalog.PutAsync(stream, settings!, cancellationToken);
        return change switch
        {
            { Refusal: { } refusal } => Problems.Conflict(refusal),
            { IsNew: true } => Results.Json(change.Settings, AnalyticsJson.Default.StreamSettings, statusCode: StatusCodes.Status201Created),
            _ => Results.Json(change.Settings, AnalyticsJson.Default.StreamSettings),
        };
    }

    /// <summary>Deletes a stream: its settings, events, windows and roll-up.</summary>
    public async Task<IResult> DeleteAsync(string stream, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (await catalog.FindSettingsAsync(stream, cancellationToken) is null)
        {
            return NoSuchStream(stream);
        }

        await streams.DeleteAsync(stream, orchestrations, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Takes events: NDJSON, a JSON array, CloudEvents of any mode, or CSV; each with gzip or without.</summary>
    /// <returns>202 and what became of each line, once that is durable.</returns>
    public async Task<IResult> PostEventsAsync(
        string stream, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (StreamName.Error(stream) is { } nameError)
        {
            return Problems.BadRequest(nameError);
        }

        var encoding = request.Headers.ContentEncoding.ToString().Trim();
        var isGzip = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase);
        if (!isGzip && encoding is not "" && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return Problems.UnsupportedMediaType($"Content-Encoding '{encoding}' is not understood; gzip is.");
        }

        var isBinaryMode = BinaryModeEvent.IsOne(request.Headers);
        if (!isBinaryMode && EventFormats.OfContentType(request.ContentType) is null)
        {
            return Problems.UnsupportedMediaType(
                $"'{request.ContentType}' is no media type of events. Send application/x-ndjson, application/json, application/cloudevents+json, application/cloudevents-batch+json or text/csv.");
        }

        var format = isBinaryMode ? EventFormat.Lines : EventFormats.OfContentType(request.ContentType)!.Value;
        var body = isBinaryMode ? await BinaryModeEvent.ToJsonAsync(request, streams.MaxEventBytes, cancellationToken) : request.Body;
        if (body is null)
        {
            return Problems.TooLarge(streams.MaxEventBytes);
        }

        var result = await streams.IngestAsync(stream, body, format, isGzip && !isBinaryMode, orchestrations, cancellationToken);
        return result.Refusal switch
        {
            null => Results.Json(result, AnalyticsJson.Default.IngestResult, statusCode: StatusCodes.Status202Accepted),
            { Kind: IngestRefusalKind.Unsupported } refusal => Problems.UnsupportedMediaType(refusal.Reason),
            { Kind: IngestRefusalKind.TooLarge } refusal => Problems.TooLarge(refusal.Reason),
            { Kind: IngestRefusalKind.TooManyStreams } refusal => Problems.Conflict(refusal.Reason),
            { } refusal => Problems.BadRequest(refusal.Reason),
        };
    }

    private static IResult NoSuchStream(string stream) => Problems.NotFound($"There is no stream '{stream}'.");
}
