namespace FunctionApp.Core.Analytics.Reports;

/// <summary>A report: what was asked, what the answer is, and what it was made of.</summary>
public sealed record Report
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string ReportId { get; init; }

    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>How it stands.</summary>
    public required ReportStatus Status { get; init; }

    /// <summary>Why it was rejected, or failed.</summary>
    public string? Reason { get; init; }

    /// <summary>The orchestration that makes it; terminate that to cancel the report.</summary>
    public required string InstanceId { get; init; }

    /// <summary>How far it is, while it is being made.</summary>
    public ReportProgress? Progress { get; init; }

    /// <summary>What was asked, with nothing left open.</summary>
    public required ReportQuestion Question { get; init; }

    /// <summary>The answer, by interval and then by group.</summary>
    public IReadOnlyList<ReportRow> Rows { get; init; } = [];

    /// <summary>What the answer was made of.</summary>
    public ReportProvenance? Provenance { get; init; }

    /// <summary>How exact it is.</summary>
    public ReportAccuracy? Accuracy { get; init; }

    /// <summary>When it was asked for (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was published (UTC).</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}
