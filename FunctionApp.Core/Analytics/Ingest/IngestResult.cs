using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>What became of a batch.</summary>
/// <remarks><see cref="Accepted"/> + <see cref="RejectedCount"/> + <see cref="Duplicates"/> = lines, array elements or CSV records.</remarks>
public sealed record IngestResult
{
    /// <summary>Names the batch; ids that were assigned begin with it.</summary>
    public string BatchId { get; init; } = "";

    /// <summary>Events that are stored now.</summary>
    public long Accepted { get; init; }

    /// <summary>The first of the lines that are no events, and why. Of an array the line is the element's number.</summary>
    public IReadOnlyList<RejectedLine> Rejected { get; init; } = [];

    /// <summary>How many lines are no events.</summary>
    public long RejectedCount { get; init; }

    /// <summary>Events whose source and id had come before.</summary>
    public long Duplicates { get; init; }

    /// <summary>Why everything was refused; null when it was not.</summary>
    [JsonIgnore]
    public IngestRefusal? Refusal { get; init; }

    internal static IngestResult Refused(IngestRefusal refusal) => new() { Refusal = refusal };
}
