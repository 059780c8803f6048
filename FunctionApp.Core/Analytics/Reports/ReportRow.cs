namespace FunctionApp.Core.Analytics.Reports;

/// <summary>What is true of the events of one interval and group.</summary>
public sealed record ReportRow
{
    /// <summary>When the interval begins (UTC); null when there are no intervals.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The values of the fields that are grouped by, in their order; null where events lack the field.</summary>
    public IReadOnlyList<string?> Group { get; init; } = [];

    /// <summary>Events. Exact.</summary>
    public required long Count { get; init; }

    /// <summary>Events with a value. Exact.</summary>
    public required long ValueCount { get; init; }

    /// <summary>Sum of the values. Exact to the last digit or so.</summary>
    public double? Sum { get; init; }

    /// <summary>The least value.</summary>
    public double? Min { get; init; }

    /// <summary>The greatest value.</summary>
    public double? Max { get; init; }

    /// <summary>The mean value.</summary>
    public double? Mean { get; init; }

    /// <summary>The median; see <see cref="ReportAccuracy.QuantileRelativeError"/>.</summary>
    public double? P50 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public double? P95 { get; init; }

    /// <summary>The 99th percentile.</summary>
    public double? P99 { get; init; }

    /// <summary>Distinct values of the unique field; see <see cref="ReportAccuracy.UniquesStandardError"/>. Null when none is asked for.</summary>
    public long? Uniques { get; init; }

    /// <summary>The most frequent values of fields.</summary>
    public IReadOnlyList<ReportTop> Top { get; init; } = [];
}
