using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>How reports are computed. Bound from <c>Analytics:Reports</c>.</summary>
public sealed record ReportOptions
{
    /// <summary>Bytes of segments that one activity of a report reads. Default 64 MB.</summary>
    [Range(1, 10_000_000_000)]
    public long ShardBytes { get; init; } = 64_000_000;

    /// <summary>Activities that a report keeps running at the same time. Default 8.</summary>
    [Range(1, 1_000)]
    public int Width { get; init; } = 8;

    /// <summary>Most rows of a report; one that would have more is rejected, since part of the groups would be no answer. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxRows { get; init; } = 10_000;

    /// <summary>Most memory for the groups of one activity, in bytes; a report that needs more is rejected. Default 256 MB.</summary>
    [Range(1_000_000, 100_000_000_000)]
    public long MaxGroupBytes { get; init; } = 256_000_000;
}
