using System.Buffers;

namespace FunctionApp.Core.Analytics.Sketches;

/// <summary>Counters by index, next to each other in memory. When their range grows too wide, the lowest become one.</summary>
/// <remarks>The content depends only on what was added, not on its order: the highest index decides where the lowest bucket is.</remarks>
internal sealed class BucketStore(int maxBuckets)
{
    /// <summary>What a stored sketch may hold at most, so that totals cannot overflow.</summary>
    public const long MaxTotal = 1L << 60;

    private const int Growth = 16;

    private long[] _counts = [];
    private int _first;

    /// <summary>The lowest and highest index that has a count; meaningless while <see cref="Total"/> is 0.</summary>
    private int _lowest;
    private int _highest;

    /// <summary>Everything added.</summary>
    public long Total { get; private set; }

    /// <summary>Bytes in memory, about.</summary>
    public int MemoryBytes => 64 + (_counts.Length * sizeof(long));

    /// <summary>Counts an index once.</summary>
    public void Add(int index) => Add(index, 1);

    /// <summary>The index that the item of a rank, from 0, is counted under.</summary>
    public int IndexAt(long rank)
    {
        for (var index = _lowest; index < _highest; index++)
        {
            rank -= _counts[index - _first];
            if (rank < 0)
            {
                return index;
            }
        }

        return _highest;
    }

    /// <summary>Adds the counters of another store.</summary>
    public void Merge(BucketStore other)
    {
        if (other.Total == 0)
        {
            return;
        }

        if (Total == 0)
        {
            _counts = other._counts[(other._lowest - other._first)..(other._highest - other._first + 1)];
            (_first, _lowest, _highest, Total) = (other._lowest, other._lowest, other._highest, other.Total);
            return;
        }

        if (other._lowest < _first || other._highest >= _first + _counts.Length)
        {
            MakeRoom(other._lowest, other._highest);
        }

        // What is too low for this store's range is counted in its lowest bucket.
        var index = other._lowest;
        for (; index < _first && index <= other._highest; index++)
        {
            _counts[0] += other._counts[index - other._first];
        }

        for (; index <= other._highest; index++)
        {
            _counts[index - _first] += other._counts[index - other._first];
        }

        _lowest = Math.Min(_lowest, Math.Max(other._lowest, _first));
        _highest = Math.Max(_highest, other._highest);
        Total += other.Total;
    }

    /// <summary>Writes the range and the counters.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        if (Total == 0)
        {
            writer.WriteNumber(0UL);
            return;
        }

        writer.WriteNumber(_highest - _lowest + 1);
        writer.WriteNumber(_lowest - LogarithmicBuckets.Range.Lowest);
        foreach (var count in _counts.AsSpan(_lowest - _first, _highest - _lowest + 1))
        {
            writer.WriteNumber(count);
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote, into an empty store.</summary>
    /// <exception cref="InvalidDataException">These are other bytes.</exception>
    public void ReadFrom(ref ReadOnlySpan<byte> bytes)
    {
        var length = (int)SketchBytes.ReadNumber(ref bytes, maxBuckets);
        if (length == 0)
        {
            return;
        }

        var (lowest, highest) = LogarithmicBuckets.Range;
        var from = lowest + (int)SketchBytes.ReadNumber(ref bytes, highest - lowest + 1 - length);
        _counts = new long[length];
        _first = from;
        for (var index = from; index < from + length; index++)
        {
            var count = SketchBytes.ReadNumber(ref bytes, MaxTotal - Total);
            if (count > 0)
            {
                Add(index, count);
            }
            else if (index == from || index == from + length - 1)
            {
                throw new InvalidDataException("The outermost buckets are empty.");
            }
        }
    }

    private void Add(int index, long count)
    {
        var place = index - _first;
        if ((uint)place >= (uint)_counts.Length)
        {
            MakeRoom(index, index);
            place = Math.Max(index, _first) - _first;
        }

        _counts[place] += count;
        var kept = place + _first;
        (_lowest, _highest) = Total == 0 ? (kept, kept) : (Math.Min(_lowest, kept), Math.Max(_highest, kept));
        Total += count;
    }

    /// <summary>Widens the array to hold a range, or lets the lowest buckets run together.</summary>
    private void MakeRoom(int low, int high)
    {
        if (Total == 0)
        {
            _counts = new long[Growth];
            _first = low - (Growth / 2);
            return;
        }

        var highest = Math.Max(high, _highest);
        var floor = highest - maxBuckets + 1;
        var first = Math.Max(Math.Min(low, _lowest) - Growth, floor);
        var last = Math.Min(highest + Growth, first + maxBuckets - 1);
        var counts = new long[last - first + 1];
        for (var old = _lowest; old <= _highest; old++)
        {
            counts[Math.Max(old, first) - first] += _counts[old - _first];
        }

        _counts = counts;
        _first = first;
        _lowest = Math.Max(_lowest, first);
    }
}
