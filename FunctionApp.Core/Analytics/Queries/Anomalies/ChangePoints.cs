using FunctionApp.Core.Analytics.Queries.Statistics;

namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>Where a series took on a lasting new level.</summary>
/// <remarks>
/// A. N. Pettitt, "A Non-Parametric Approach to the Change-Point Problem", Applied Statistics 28 (1979): by ranks, so spikes do not
/// count for more than their number. Each part is split again until no split is significant (binary segmentation). A split that is
/// significant but small against the noise is no news and is left out.
/// </remarks>
internal static class ChangePoints
{
    /// <summary>A level that lasts shorter than this is not a level.</summary>
    public const int MinLength = 12;

    private const double MaxPValue = 1e-4;

    /// <summary>Windows on either side that a shift is measured by.</summary>
    private const int Neighbourhood = 30;

    /// <summary>What never varied is taken as known to this part of its value.</summary>
    private const double RelativeResolution = 0.01;

    /// <summary>Finds the first index of each new level, in order.</summary>
    /// <param name="values">The series, without its season if it has one.</param>
    /// <param name="minShift">The smallest distance of the medians before and after, in standard deviations.</param>
    public static IReadOnlyList<int> Find(ReadOnlySpan<double> values, double minShift)
    {
        var found = new SortedSet<int>();
        Split(values, 0, minShift, found);
        return [.. found];
    }

    private static void Split(ReadOnlySpan<double> values, int offset, double minShift, SortedSet<int> found)
    {
        if (values.Length < 2 * MinLength)
        {
            return;
        }

        var (split, pValue) = Pettitt(values);
        if (pValue > MaxPValue || split < MinLength || values.Length - split < MinLength)
        {
            return;
        }

        if (Shift(values, split) >= minShift)
        {
            found.Add(offset + split);
        }

        Split(values[..split], offset, minShift, found);
        Split(values[split..], offset + split, minShift, found);
    }

    /// <summary>The likeliest split and the probability of one as clear without a change.</summary>
    private static (int Split, double PValue) Pettitt(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var ranks = Ranks(values);
        double sum = 0, extreme = 0;
        var split = 0;
        for (var t = 1; t < n; t++)
        {
            sum += ranks[t - 1];
            var u = Math.Abs((2 * sum) - (t * (n + 1.0)));
            if (u > extreme)
            {
                (extreme, split) = (u, t);
            }
        }

        return (split, Math.Min(1, 2 * Math.Exp(-6 * extreme * extreme / (Math.Pow(n, 3) + Math.Pow(n, 2)))));
    }

    /// <summary>Ranks from 1; equal values share the mean of theirs.</summary>
    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var first = 0; first < sorted.Length;)
        {
            var next = first + 1;
            while (next < sorted.Length && sorted[next].Equals(sorted[first]))
            {
                next++;
            }

            for (var i = first; i < next; i++)
            {
                ranks[order[i]] = (first + next + 1) / 2.0;
            }

            first = next;
        }

        return ranks;
    }

    /// <summary>The distance of the medians just before and just after a split, in standard deviations of the noise around them.</summary>
    /// <remarks>Only what is near counts: a slow rise is significant too, but has no point at which it changed.</remarks>
    private static double Shift(ReadOnlySpan<double> values, int split)
    {
        double[] before = [.. values[Math.Max(0, split - Neighbourhood)..split]];
        double[] after = [.. values[split..Math.Min(values.Length, split + Neighbourhood)]];
        double levelBefore = RobustStatistics.Median(before), levelAfter = RobustStatistics.Median(after);
        double[] errors = [.. before.Select(value => value - levelBefore), .. after.Select(value => value - levelAfter)];
        var noise = Math.Max(RobustStatistics.Scale(errors, center: 0), RelativeResolution * Math.Abs(levelBefore));
        return levelAfter.Equals(levelBefore) ? 0 : Math.Abs(levelAfter - levelBefore) / Math.Max(noise, double.Epsilon);
    }
}
