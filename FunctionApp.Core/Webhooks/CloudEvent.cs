using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunctionApp.Core.Webhooks;

/// <summary>What receivers get: a CloudEvents 1.0 event in structured JSON.</summary>
public sealed record CloudEvent
{
    /// <summary>The media type of the structured JSON form.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>The version of CloudEvents.</summary>
    [JsonPropertyName("specversion")]
    public string SpecVersion { get; init; } = "1.0";

    /// <summary>Identifies the event; the same on every attempt and for every receiver.</summary>
    public required string Id { get; init; }

    /// <summary>The deployment; see <see cref="WebhookOptions.Source"/>.</summary>
    public required string Source { get; init; }

    /// <summary>What happened, for example <c>functionapp.image.completed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it happened to: an id within the source.</summary>
    public string? Subject { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The media type of <see cref="Data"/>.</summary>
    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; init; } = "application/json";

    /// <summary>What there is to say: ids and outcomes, never bytes.</summary>
    public required JsonElement Data { get; init; }
}
