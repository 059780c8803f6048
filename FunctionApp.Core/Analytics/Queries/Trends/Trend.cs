namespace FunctionApp.Core.Analytics.Queries.Trends;

/// <summary>How often a term came, against the period before.</summary>
public sealed record Trend
{
    /// <summary>The term: a value of the field.</summary>
    public required string Term { get; init; }

    /// <summary>Events with the term in the period.</summary>
    public required long Count { get; init; }

    /// <summary>Events with the term in the period before, which was as long.</summary>
    public required long Previous { get; init; }

    /// <summary>Relative change by the basis asked for: 1 is twice as much, -0.5 half; null when there was nothing before.</summary>
    public double? Growth { get; init; }

    /// <summary>The probability of a change at least as large by chance.</summary>
    public required double PValue { get; init; }

    /// <summary>The lowest false discovery rate at which this trend is significant, given how many terms were tested.</summary>
    public required double QValue { get; init; }

    /// <summary>Whether <see cref="QValue"/> is at most the rate asked for.</summary>
    public required bool IsSignificant { get; init; }
}
