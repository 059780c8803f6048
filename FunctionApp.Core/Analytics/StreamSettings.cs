using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics;

/// <summary>What is computed of a stream's events, and for how long it is kept. Immutable: a change is a new version.</summary>
/// <remarks>A path such as <c>data.amount</c> names a field inside the event; type, source, subject and id name attributes of CloudEvents.</remarks>
public sealed record StreamSettings
{
    /// <summary>The most fields in <see cref="TopK"/>.</summary>
    public const int MaxTopKFields = 5;

    /// <summary>The longest path, in characters.</summary>
    public const int MaxPathLength = 200;

    /// <summary>Path of the number that is summed up and whose percentiles are kept; null for none.</summary>
    public string? Value { get; init; }

    /// <summary>Path of the text or number whose distinct values are counted; null for none.</summary>
    public string? Unique { get; init; }

    /// <summary>Paths of the texts whose most frequent values are kept; at most five.</summary>
    public IReadOnlyList<string> TopK { get; init; } = [];

    /// <summary>Length of the smallest windows; 1 s to 1 h, dividing the hour. Default 1 minute.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a window stays open for events that come late. Default 5 minutes.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public TimeSpan AllowedLateness { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long events and windows are kept, by the stream's own clock; null means until the stream is deleted.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    public TimeSpan? Retention { get; init; }

    /// <summary>Counts the changes, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Tells the stream from others of the same name, before or after it was deleted. Assigned when the stream is created.</summary>
    public string? Incarnation { get; init; }

    /// <summary>Whether the settings were chosen by looking at the first events, because nobody had set them.</summary>
    public bool IsInferred { get; init; }

    /// <summary>Why the settings make no sense; null when they do.</summary>
    public string? Error()
    {
        if (Window < TimeSpan.FromSeconds(1) || Window > TimeSpan.FromHours(1) || TimeSpan.TicksPerHour % Window.Ticks != 0)
        {
            return "'window' is 1s to 1h and divides the hour, for example 10s, 1m, 15m.";
        }

        if (AllowedLateness < TimeSpan.Zero || AllowedLateness > TimeSpan.FromDays(7))
        {
            return "'allowedLateness' is at most 7d.";
        }

        if (Retention < TimeSpan.FromHours(1))
        {
            return "'retention' is at least 1h.";
        }

        if (TopK.Count > MaxTopKFields || TopK.Distinct(StringComparer.Ordinal).Count() != TopK.Count)
        {
            return $"'topK' has at most {MaxTopKFields} different paths.";
        }

        return TopK.Append(Value).Append(Unique).FirstOrDefault(path => path is not null && !IsPath(path)) is { } bad
            ? $"'{bad}' is no path. A path is type, source, subject, id, or names in the event with dots between them, for example data.amount."
            : null;
    }

    /// <summary>The start of the window that a moment falls into.</summary>
    public DateTimeOffset WindowOf(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % Window.Ticks), TimeSpan.Zero);

    private static bool IsPath(string path)
        => path.Length is > 0 and <= MaxPathLength && !path.Any(char.IsControl) && path.Split('.').All(name => name.Length > 0);
}
