namespace FunctionApp.Core.Analytics.Reports;

/// <summary>A report to be made: the input of <see cref="BuildReport"/>.</summary>
public sealed record ReportJob
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string ReportId { get; init; }

    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>What it is to tell, with nothing left open.</summary>
    public required ReportQuestion Question { get; init; }

    /// <summary>When it was asked for (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Activities that run at the same time.</summary>
    public required int Width { get; init; }

    /// <summary>The orchestration that makes a report.</summary>
    public static string InstanceId(string reportId) => $"report-{reportId}";
}
