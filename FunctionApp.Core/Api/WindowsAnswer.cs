using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics.Queries;

namespace FunctionApp.Core.Api;

/// <summary>Windows of a stream, and what there is to say once about all of them.</summary>
public sealed record WindowsAnswer
{
    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>First moment asked about.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>First moment after.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How long a window is.</summary>
    public required string Size { get; init; }

    /// <summary>How far apart windows begin.</summary>
    public required string Hop { get; init; }

    /// <summary>Whose midnights days, weeks and months have.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Only events of this type; null means all.</summary>
    public string? Type { get; init; }

    /// <summary>Windows that end at or before this moment do not change any more; null while all are open.</summary>
    public DateTimeOffset? ClosedThrough { get; init; }

    /// <summary>How exact uniques and percentiles are.</summary>
    public required SketchErrors Errors { get; init; }

    /// <summary>Always absent: the answer is whole.</summary>
    public string? Continuation { get; init; }

    /// <summary>The windows, by time.</summary>
    [JsonPropertyOrder(1)] // last, because they are sent as they come
    public IReadOnlyList<WindowRow> Items { get; init; } = [];
}
