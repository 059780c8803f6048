namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>Whether a series counts or measures, and so how its noise behaves.</summary>
/// <remarks>
/// The noise of counts grows with the count; on the scale of twice the square root it does not (F. J. Anscombe, "The Transformation of
/// Poisson, Binomial and Negative-Binomial Data", Biometrika 35, 1948). Measures are taken as they are.
/// </remarks>
internal sealed class SeriesMetric
{
    /// <summary>Whole numbers of events or users.</summary>
    public static readonly SeriesMetric Count = new(isCount: true);

    /// <summary>Sums, means and percentiles.</summary>
    public static readonly SeriesMetric Measure = new(isCount: false);

    private const double Offset = 3.0 / 8;

    /// <summary>What never varied is taken as known to this part of its value.</summary>
    private const double RelativeResolution = 0.01;

    private readonly bool _isCount;

    private SeriesMetric(bool isCount) => _isCount = isCount;

    /// <summary>From a value to the scale on which noise is even.</summary>
    public double Stabilize(double value) => _isCount ? 2 * Math.Sqrt(Math.Max(value, 0) + Offset) : value;

    /// <summary>Back to a value.</summary>
    public double Restore(double stable) => _isCount ? Math.Max((Math.Max(stable, 0) * stable / 4) - Offset, 0) : stable;

    /// <summary>The least noise there can be around a level: a count that varies at all is not steadier than plus or minus one.</summary>
    /// <param name="stable">The level, on the even scale.</param>
    /// <param name="varies">Whether the history varied.</param>
    /// <returns>On the even scale; above zero.</returns>
    public double Resolution(double stable, bool varies)
    {
        var value = Restore(stable);
        var step = !_isCount
            ? varies ? 0 : RelativeResolution * Math.Abs(value)
            : varies || value < 1 ? 1 : RelativeResolution * value;
        return Math.Max(_isCount ? step / Math.Sqrt(value + Offset) : step, 1e-12);
    }
}
