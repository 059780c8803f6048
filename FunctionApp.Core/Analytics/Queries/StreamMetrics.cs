using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Queries.Anomalies;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>Reads metrics off windows.</summary>
internal static class StreamMetrics
{
    /// <summary>A window's metric.</summary>
    /// <param name="metric">Which.</param>
    /// <param name="window">Null for a window without events: it counts nothing, and has no mean.</param>
    /// <returns>Null when the window has no such number.</returns>
    public static double? Read(this StreamMetric metric, WindowAggregate? window) => metric switch
    {
        StreamMetric.Count => window?.Count ?? 0,
        StreamMetric.Uniques => Math.Round(window?.Uniques.Estimate() ?? 0),
        StreamMetric.Sum => window?.Sum ?? 0,
        StreamMetric.Mean => window?.Mean,
        StreamMetric.P50 => window?.Quantile(0.50),
        StreamMetric.P95 => window?.Quantile(0.95),
        _ => window?.Quantile(0.99),
    };

    /// <summary>How the noise of a metric behaves.</summary>
    public static SeriesMetric Noise(this StreamMetric metric)
        => metric is StreamMetric.Count or StreamMetric.Uniques ? SeriesMetric.Count : SeriesMetric.Measure;
}
