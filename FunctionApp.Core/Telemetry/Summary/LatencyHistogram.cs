namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>Durations in buckets whose bounds grow by a tenth, from 0.1 ms to more than a week: a percentile is off by less than 5 %.</summary>
/// <remarks>Fixed buckets and not a sketch: recording is one logarithm and one increment, and the histograms of many steps add up.</remarks>
internal sealed class LatencyHistogram
{
    private const double Smallest = 0.1;
    private const double Growth = 1.1;
    private const int Buckets = 240;
    private static readonly double LogGrowth = Math.Log(Growth);

    private readonly int[] _counts = new int[Buckets];
    private long _total;

    /// <summary>Adds a duration in milliseconds.</summary>
    public void Add(double milliseconds)
    {
        _counts[BucketOf(milliseconds)]++;
        _total++;
    }

    /// <summary>Adds everything that was added to another.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < Buckets; i++)
        {
            _counts[i] += other._counts[i];
        }

        _total += other._total;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }

    /// <summary>The duration in milliseconds that a share of all durations does not exceed; 0 when there are none.</summary>
    /// <param name="q">Above 0, at most 1.</param>
    public double Quantile(double q)
    {
        var rank = (long)Math.Ceiling(q * _total);
        long seen = 0;
        for (var i = 0; i < Buckets && _total > 0; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return ValueOf(i);
            }
        }

        return 0;
    }

    private static int BucketOf(double milliseconds)
        => milliseconds > Smallest ? Math.Min((int)Math.Ceiling(Math.Log(milliseconds / Smallest) / LogGrowth), Buckets - 1) : 0;

    /// <summary>The number whose relative distance to both bounds is the same.</summary>
    private static double ValueOf(int bucket) => Smallest * Math.Pow(Growth, bucket) * 2 / (1 + Growth);
}
