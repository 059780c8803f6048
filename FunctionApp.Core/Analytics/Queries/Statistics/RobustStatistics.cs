namespace FunctionApp.Core.Analytics.Queries.Statistics;

/// <summary>Location and scale that outliers do not move: half of the values may be wild.</summary>
/// <remarks>P. J. Huber, E. M. Ronchetti, "Robust Statistics", 2009; the fallback of B. Iglewicz, D. Hoaglin, "How to Detect and Handle Outliers", 1993.</remarks>
internal static class RobustStatistics
{
    /// <summary>Makes the median absolute deviation estimate a normal distribution's standard deviation: 1 / Φ⁻¹(3/4).</summary>
    private const double MedianDeviationToSigma = 1.482602218505602;

    /// <summary>The same for the mean absolute deviation: √(π/2).</summary>
    private const double MeanDeviationToSigma = 1.2533141373155003;

    /// <summary>The middle value, or the mean of the middle two; NaN of nothing.</summary>
    /// <param name="values">Sorted in place.</param>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty)
        {
            return double.NaN;
        }

        values.Sort();
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : values[middle - 1] + ((values[middle] - values[middle - 1]) / 2);
    }

    /// <summary>The standard deviation that normal noise with the same spread would have; 0 when all values are equal.</summary>
    /// <remarks>From the median absolute deviation, or from the mean absolute deviation where more than half of the values are equal.</remarks>
    /// <param name="values">Overwritten.</param>
    /// <param name="center">What deviations are measured from.</param>
    public static double Scale(Span<double> values, double center)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Abs(values[i] - center);
            sum += values[i];
        }

        var median = Median(values);
        return median > 0 ? MedianDeviationToSigma * median : values.IsEmpty ? 0 : MeanDeviationToSigma * sum / values.Length;
    }
}
