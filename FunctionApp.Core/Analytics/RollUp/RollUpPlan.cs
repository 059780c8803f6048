using FunctionApp.Core.Analytics.Streams;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>A set of segments to be applied to the windows together, decided once and written down before anything is done.</summary>
internal sealed record RollUpPlan
{
    /// <summary>The <see cref="StreamState.Position"/> that the stream will have afterwards. Every chunk of windows says the last one it contains.</summary>
    public required long Position { get; init; }

    /// <summary>Names of the segments, divided among the activities.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Parts { get; init; }

    /// <summary>The settings they are aggregated by, whatever is changed meanwhile.</summary>
    public required StreamSettings Settings { get; init; }

    /// <summary>What the segments hold from whose events repetitions are left out, and which are there only now: the blob in <see cref="AnalyticsContainers.RollUps"/> by name.</summary>
    public required IReadOnlyDictionary<string, string> Drafts { get; init; }

    /// <summary>The writers' marks afterwards.</summary>
    public required IReadOnlyDictionary<string, WriterMark> Writers { get; init; }

    /// <summary>Whether more segments were found than it takes on.</summary>
    public bool HasMore { get; init; }
}
