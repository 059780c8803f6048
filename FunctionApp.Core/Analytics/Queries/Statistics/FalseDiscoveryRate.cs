namespace FunctionApp.Core.Analytics.Queries.Statistics;

/// <summary>Many tests at once: what share of the findings may be false.</summary>
/// <remarks>Y. Benjamini, Y. Hochberg, "Controlling the False Discovery Rate", J. R. Stat. Soc. B 57 (1995).</remarks>
internal static class FalseDiscoveryRate
{
    /// <summary>The q-value of each p-value: the lowest false discovery rate at which that finding is among the significant ones.</summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderByDescending(i => pValues[i]).ToArray();
        var adjusted = new double[pValues.Count];
        var lowest = 1.0;
        for (var i = 0; i < order.Length; i++)
        {
            lowest = Math.Min(lowest, pValues[order[i]] * order.Length / (order.Length - i));
            adjusted[order[i]] = lowest;
        }

        return adjusted;
    }
}
