using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics;

namespace FunctionApp.Core.Api;

/// <summary>The settings that a caller wants for a stream. What is left out is as by default.</summary>
public sealed record StreamSettingsRequest
{
    /// <summary>Path of the number that is summed up and whose percentiles are kept.</summary>
    public string? Value { get; init; }

    /// <summary>Path of the text or number whose distinct values are counted.</summary>
    public string? Unique { get; init; }

    /// <summary>Paths of the texts whose most frequent values are kept; at most five.</summary>
    public IReadOnlyList<string>? TopK { get; init; }

    /// <summary>Length of the smallest windows, 1s to 1h, dividing the hour; 1m by default.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public TimeSpan? Window { get; init; }

    /// <summary>How long a window stays open for events that come late; 5m by default.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public TimeSpan? AllowedLateness { get; init; }

    /// <summary>How long events and windows are kept, by the stream's own clock; until the stream is deleted by default.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public TimeSpan? Retention { get; init; }

    internal StreamSettings ToSettings()
    {
        var defaults = new StreamSettings();
        return new()
        {
            Value = Value,
            Unique = Unique,
            TopK = TopK ?? [],
            Window = Window ?? defaults.Window,
            AllowedLateness = AllowedLateness ?? defaults.AllowedLateness,
            Retention = Retention,
        };
    }
}
