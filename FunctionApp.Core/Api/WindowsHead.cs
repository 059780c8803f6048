using FunctionApp.Core.Analytics.Queries;

namespace FunctionApp.Core.Api;

/// <summary>What an answer says once about all its windows.</summary>
internal sealed record WindowsHead
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
}
