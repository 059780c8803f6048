using FunctionApp.Core.Analytics.Queries.Statistics;

namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>What a window should be, going by its history.</summary>
/// <param name="Metric">Translates between values and the scale on which noise is even.</param>
/// <param name="Level">The expected value, on the even scale.</param>
/// <param name="Noise">The standard deviation around it, on the even scale; above zero.</param>
/// <param name="Baseline">What history it was taken from.</param>
internal sealed record Expectation(SeriesMetric Metric, double Level, double Noise, AnomalyBaseline Baseline)
{
    /// <summary>Distances are not told beyond this: of a series that never varied, they mean nothing.</summary>
    private const double MaxScore = 100;

    /// <summary>How far a value is from the expected, in standard deviations, with its sign.</summary>
    public double Score(double value) => Math.Clamp((Metric.Stabilize(value) - Level) / Noise, -MaxScore, MaxScore);

    /// <summary>The value as an anomaly.</summary>
    /// <param name="start">When its window begins.</param>
    /// <param name="kind">What is odd about it.</param>
    /// <param name="value">The value.</param>
    /// <param name="threshold">How many standard deviations would have passed.</param>
    public Anomaly Contradicted(DateTimeOffset start, AnomalyKind kind, double value, double threshold) => new()
    {
        Start = start,
        Kind = kind,
        Value = value,
        Expected = Metric.Restore(Level),
        Lower = Metric.Restore(Level - (threshold * Noise)),
        Upper = Metric.Restore(Level + (threshold * Noise)),
        Score = Math.Abs(Score(value)),
        Confidence = 1 - NormalDistribution.TwoSidedTail(Score(value)),
        Baseline = Baseline,
    };
}
