using FunctionApp.Core.Analytics.Queries.Statistics;

namespace FunctionApp.Core.Analytics.Queries.Trends;

/// <summary>Which terms come more or less often than in the period before, beyond chance.</summary>
/// <remarks>
/// Arrivals of a term in two periods are taken for Poisson. Given their sum, the later count is binomial, which tests the ratio of the two
/// rates exactly (J. Przyborowski, H. Wilenski, "Homogeneity of Results in Testing Samples from Poisson Series", Biometrika 31, 1940). With
/// the periods' whole volumes as odds the same test judges shares. Counts come from a sketch with bounds; each is taken at the bound
/// that speaks against a trend, so the sketch's error never makes one. Many terms are tested at once: <see cref="FalseDiscoveryRate"/>.
/// </remarks>
internal static class TrendAnalysis
{
    /// <summary>Compares the terms of two periods of the same length.</summary>
    /// <param name="current">Counts by term in the period.</param>
    /// <param name="previous">Counts by term in the period before.</param>
    /// <param name="currentTotal">All events of the period.</param>
    /// <param name="previousTotal">All events of the period before.</param>
    /// <param name="basis">What growth is measured against.</param>
    /// <param name="falseDiscoveryRate">The share of false findings among the significant ones that is put up with.</param>
    /// <returns>Every term, surest and strongest first.</returns>
    public static IReadOnlyList<Trend> Compare(
        IReadOnlyDictionary<string, TermCount> current,
        IReadOnlyDictionary<string, TermCount> previous,
        long currentTotal,
        long previousTotal,
        TrendBasis basis,
        double falseDiscoveryRate)
    {
        var odds = basis == TrendBasis.Rate ? (Current: 1.0, Previous: 1.0) : (Current: Math.Max(currentTotal, 1), Previous: Math.Max(previousTotal, 1));
        var terms = current.Keys.Union(previous.Keys, StringComparer.Ordinal).ToList();
        var pValues = terms.ConvertAll(term => PValue(
            current.GetValueOrDefault(term), previous.GetValueOrDefault(term), odds.Current / (odds.Current + odds.Previous)));
        var qValues = FalseDiscoveryRate.Adjust(pValues);

        return
        [
            .. terms
                .Select((term, i) => new Trend
                {
                    Term = term,
                    Count = current.GetValueOrDefault(term).Count,
                    Previous = previous.GetValueOrDefault(term).Count,
                    Growth = Growth(current.GetValueOrDefault(term).Count / odds.Current, previous.GetValueOrDefault(term).Count / odds.Previous),
                    PValue = pValues[i],
                    QValue = qValues[i],
                    IsSignificant = qValues[i] <= falseDiscoveryRate,
                })
                .OrderBy(trend => trend.QValue)
                .ThenByDescending(trend => Math.Abs(trend.Count - trend.Previous))
                .ThenBy(trend => trend.Term, StringComparer.Ordinal),
        ];
    }

    private static double? Growth(double now, double before) => before > 0 ? (now / before) - 1 : null;

    /// <summary>Two-sided: twice the smaller tail.</summary>
    private static double PValue(TermCount now, TermCount before, double share)
    {
        var rose = BinomialDistribution.AtLeast(now.Lower, now.Lower + before.Upper, share);
        var fell = BinomialDistribution.AtMost(now.Upper, now.Upper + before.Lower, share);
        return Math.Min(1, 2 * Math.Min(rose, fell));
    }
}
