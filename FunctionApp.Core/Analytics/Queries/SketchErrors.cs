using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>How exact the answers of sketches are; counts, sums and extremes are exact.</summary>
/// <param name="UniquesRelativeStandardError">Two answers of three about distinct values are closer than this, relative to the truth; 19 of 20 than twice this.</param>
/// <param name="PercentilesRelativeError">No percentile is farther off than this, relative to the truth.</param>
public sealed record SketchErrors(double UniquesRelativeStandardError, double PercentilesRelativeError)
{
    /// <summary>The errors of all windows.</summary>
    public static SketchErrors Stated { get; } = new(HyperLogLog.RelativeStandardError, QuantileSketch.RelativeError);
}
