namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What a report was made of. Lines = matched + outside + filtered + rejected.</summary>
public sealed record ReportProvenance
{
    /// <summary>Segments read.</summary>
    public required int Segments { get; init; }

    /// <summary>Their bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Parts that were read side by side.</summary>
    public required int Shards { get; init; }

    /// <summary>Lines read.</summary>
    public required long Lines { get; init; }

    /// <summary>Events in the rows.</summary>
    public required long Matched { get; init; }

    /// <summary>Events of other times.</summary>
    public required long Outside { get; init; }

    /// <summary>Events that a filter left out.</summary>
    public required long Filtered { get; init; }

    /// <summary>Lines that are no events.</summary>
    public required long Rejected { get; init; }

    /// <summary>Accepted events of the stream, of any time, that came too late for its windows. Reports count them.</summary>
    public required long Late { get; init; }
}
