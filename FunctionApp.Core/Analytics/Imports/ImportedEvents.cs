using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Imports;

/// <summary>What became of the events of a file, or of a shard of it.</summary>
public sealed record ImportedEvents
{
    /// <summary>How many rejected lines are listed, at most.</summary>
    public const int MaxRejections = 20;

    /// <summary>Events that are stored.</summary>
    public long Accepted { get; init; }

    /// <summary>Lines that are no events.</summary>
    public long Rejected { get; init; }

    /// <summary>Events whose source and id had come before.</summary>
    public long Duplicates { get; init; }

    /// <summary>The first of the rejected lines. Lines are counted from the beginning of the shard.</summary>
    public IReadOnlyList<RejectedLine> Rejections { get; init; } = [];

    /// <summary>Why the file, or its rest, could not be read; null when it was read to its end. What was stored before that stays.</summary>
    public string? Fault { get; init; }

    /// <summary>Both together.</summary>
    public ImportedEvents Plus(ImportedEvents other) => new()
    {
        Accepted = Accepted + other.Accepted,
        Rejected = Rejected + other.Rejected,
        Duplicates = Duplicates + other.Duplicates,
        Rejections = [.. Rejections.Concat(other.Rejections).Take(MaxRejections)],
        Fault = Fault ?? other.Fault,
    };
}
