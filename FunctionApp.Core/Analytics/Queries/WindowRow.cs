using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Queries.Calendar;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>One window of an answer.</summary>
public sealed record WindowRow
{
    /// <summary>Its first moment.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The first moment after it.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Events.</summary>
    public required long Count { get; init; }

    /// <summary>Distinct values of the unique field, about.</summary>
    public required long Uniques { get; init; }

    /// <summary>Sum of the values.</summary>
    public required double Sum { get; init; }

    /// <summary>The least value; null without values.</summary>
    public double? Min { get; init; }

    /// <summary>The greatest value; null without values.</summary>
    public double? Max { get; init; }

    /// <summary>Mean of the values; null without values.</summary>
    public double? Mean { get; init; }

    /// <summary>Median of the values, about; null without values.</summary>
    public double? P50 { get; init; }

    /// <summary>95th percentile of the values, about; null without values.</summary>
    public double? P95 { get; init; }

    /// <summary>99th percentile of the values, about; null without values.</summary>
    public double? P99 { get; init; }

    /// <summary>Whether events may still come into it.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The row of a window.</summary>
    /// <param name="span">Where it begins and ends.</param>
    /// <param name="window">Its events; null when there are none.</param>
    /// <param name="closedThrough">Up to where the stream's windows are closed.</param>
    internal static WindowRow Of(WindowSpan span, WindowAggregate? window, DateTimeOffset? closedThrough) => new()
    {
        Start = span.Start,
        End = span.End,
        Count = window?.Count ?? 0,
        Uniques = (long)Math.Round(window?.Uniques.Estimate() ?? 0),
        Sum = window?.Sum ?? 0,
        Min = window?.Min,
        Max = window?.Max,
        Mean = window?.Mean,
        P50 = window?.Quantile(0.50),
        P95 = window?.Quantile(0.95),
        P99 = window?.Quantile(0.99),
        IsOpen = closedThrough is null || span.End > closedThrough,
    };
}
