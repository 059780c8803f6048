namespace FunctionApp.Core.Analytics.Queries.Statistics;

/// <summary>Tails of the binomial distribution.</summary>
internal static class BinomialDistribution
{
    /// <summary>Beyond this many trials the normal approximation is exact to more digits than anybody reads.</summary>
    private const long Many = 1_000_000;

    /// <summary>The probability of at least <paramref name="successes"/> in so many trials.</summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How often.</param>
    /// <param name="probability">Of success in one trial, above 0 and below 1.</param>
    public static double AtLeast(long successes, long trials, double probability)
    {
        if (successes <= 0)
        {
            return 1;
        }

        if (trials > Many)
        {
            var mean = trials * probability;
            return NormalDistribution.UpperTail((successes - 0.5 - mean) / Math.Sqrt(mean * (1 - probability)));
        }

        return successes > trials ? 0 : BetaFunction.Regularized(probability, successes, trials - successes + 1);
    }

    /// <summary>The probability of at most <paramref name="successes"/> in so many trials.</summary>
    /// <inheritdoc cref="AtLeast"/>
    public static double AtMost(long successes, long trials, double probability) => AtLeast(trials - successes, trials, 1 - probability);
}
