using System.Buffers;

namespace FunctionApp.Core.Analytics.Sketches;

/// <summary>Percentiles of numbers without keeping them: any quantile within 1 % of its true value.</summary>
/// <remarks>
/// <para>
/// DDSketch (Masson, Rim, Lee; "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", VLDB 2019): a histogram
/// whose bucket borders grow geometrically. Chosen over KLL because latencies, amounts and sizes have long tails: KLL's guarantee is on the
/// rank, so its p99 may be any number between p98 and p100, which in such a tail are far apart, while DDSketch's is on the number itself,
/// proven for every input and every order. Its state depends only on what was added, so merging is exactly commutative and associative;
/// KLL's draws lots.
/// </para>
/// <para>
/// Positive and negative numbers have a histogram each, zero and subnormal numbers a counter. A histogram has at most
/// <see cref="MaxBuckets"/> buckets, over 17 decimal orders of magnitude; what is still closer to zero is counted in the last bucket, so only
/// quantiles that fall there lose the guarantee.
/// </para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed class QuantileSketch
{
    /// <summary>The most that <see cref="Quantile"/> is off, relative to the true value.</summary>
    public const double RelativeError = 0.01;

    /// <summary>The most buckets for numbers of one sign.</summary>
    public const int MaxBuckets = 2048;

    private const byte Version = 1;

    private readonly BucketStore _positive = new(MaxBuckets);
    private readonly BucketStore _negative = new(MaxBuckets);
    private long _zeros;

    /// <summary>How many numbers were added.</summary>
    public long Count => _positive.Total + _negative.Total + _zeros;

    /// <summary>Bytes this sketch takes in memory, about.</summary>
    public int MemoryBytes => 64 + _positive.MemoryBytes + _negative.MemoryBytes;

    /// <summary>Adds a number.</summary>
    /// <param name="value">Finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers have a place among others.");
        }

        if (double.IsNormal(value))
        {
            (value > 0 ? _positive : _negative).Add(LogarithmicBuckets.IndexOf(Math.Abs(value)));
        }
        else
        {
            _zeros++;
        }
    }

    /// <summary>A number within 1 % of the one that has rank floor(q * (<see cref="Count"/> - 1)) among those added, counted from 0.</summary>
    /// <param name="q">From 0 to 1: 0.5 is the median.</param>
    /// <returns>Null when nothing was added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is outside its bounds.</exception>
    public double? Quantile(double q)
    {
        if (q is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile is from 0 to 1.");
        }

        if (Count == 0)
        {
            return null;
        }

        var rank = (long)(q * (Count - 1));
        if (rank < _negative.Total)
        {
            return -LogarithmicBuckets.ValueOf(_negative.IndexAt(_negative.Total - 1 - rank));
        }

        rank -= _negative.Total;
        return rank < _zeros ? 0 : LogarithmicBuckets.ValueOf(_positive.IndexAt(rank - _zeros));
    }

    /// <summary>Adds everything that was added to another sketch.</summary>
    public void Merge(QuantileSketch other)
    {
        _positive.Merge(other._positive);
        _negative.Merge(other._negative);
        _zeros += other._zeros;
    }

    /// <summary>Writes the sketch; equal sketches give equal bytes.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        writer.WriteByte(Version);
        writer.WriteNumber(_zeros);
        _positive.WriteTo(writer);
        _negative.WriteTo(writer);
    }

    /// <summary>Reads a sketch and moves on past it.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of one.</exception>
    public static QuantileSketch Read(ref ReadOnlySpan<byte> bytes)
    {
        SketchBytes.ReadVersion(ref bytes, Version, "quantile sketch");
        var sketch = new QuantileSketch { _zeros = SketchBytes.ReadNumber(ref bytes, BucketStore.MaxTotal) };
        sketch._positive.ReadFrom(ref bytes);
        sketch._negative.ReadFrom(ref bytes);
        return sketch;
    }
}
