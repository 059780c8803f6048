namespace FunctionApp.Core.Analytics.Queries.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>The probability that a standard normal variable is farther from zero than this, on either side.</summary>
    public static double TwoSidedTail(double z) => ComplementaryError(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>The probability of a value above this one.</summary>
    public static double UpperTail(double z) => z >= 0 ? TwoSidedTail(z) / 2 : 1 - (TwoSidedTail(z) / 2);

    /// <summary>erfc(x) for x ≥ 0: the series DLMF 7.6.2 near zero, the continued fraction DLMF 7.9.2 beyond.</summary>
    private static double ComplementaryError(double x)
    {
        if (x < 2)
        {
            double term = x, sum = x;
            for (var n = 1; Math.Abs(term) > 1e-17 * sum; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 1 - (2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum);
        }

        var fraction = x;
        for (var n = 60; n >= 1; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / (fraction * Math.Sqrt(Math.PI));
    }
}
