using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>How far the answers of a report may be from the truth. What is not named here is exact.</summary>
public sealed record ReportAccuracy
{
    /// <summary>Most that a percentile is off, relative to the true one.</summary>
    public double QuantileRelativeError { get; init; } = QuantileSketch.RelativeError;

    /// <summary>Relative standard error of distinct counts: two thirds are within it, 95 % within twice as much.</summary>
    public double UniquesStandardError { get; init; } = HyperLogLog.RelativeStandardError;
}
