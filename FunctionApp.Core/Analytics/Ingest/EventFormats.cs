using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Tells formats by media type and by file name.</summary>
internal static class EventFormats
{
    /// <summary>The format of a body; null when the media type is none of events.</summary>
    /// <param name="contentType">As the sender says; types that say nothing leave it to the bytes.</param>
    public static EventFormat? OfContentType(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType))
        {
            return EventFormat.Json;
        }

        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.Value?.ToLowerInvariant() : null;
        return type switch
        {
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" or "application/json-lines" => EventFormat.Lines,
            "application/json" or "text/json" or "application/cloudevents+json" or "application/cloudevents-batch+json" => EventFormat.Json,
            "text/csv" or "application/csv" => EventFormat.Csv,

            // What tools send when they are not told.
            "application/octet-stream" or "application/x-www-form-urlencoded" or "text/plain" or "application/gzip" or "application/x-gzip" => EventFormat.Json,
            _ => null,
        };
    }

    /// <summary>The format of a file; null when its extension is none of events.</summary>
    public static EventFormat? OfFileName(string name)
    {
        var plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^".gz".Length] : name;
        return Path.GetExtension(plain).ToLowerInvariant() switch
        {
            ".ndjson" or ".jsonl" => EventFormat.Lines,
            ".json" => EventFormat.Json,
            ".csv" => EventFormat.Csv,
            _ => null,
        };
    }
}
