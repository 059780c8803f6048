using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace FunctionApp.Core.Analytics.Sketches;

/// <summary>The most frequent of many different texts, with bounds on how often each came, in bounded memory.</summary>
/// <remarks>
/// <para>
/// Misra-Gries with a purge by the median (Anderson et al., "A high-performance algorithm for identifying frequent items in data streams",
/// 2017): each text has an exact counter until there are too many; then the median of all counters is taken off each, those that end below
/// one are forgotten, and what was taken off is the error from there on. Every purge takes its amount off at least half of the counters,
/// so the error is never more than 2 / capacity of all that was counted. While there are no more different texts than the
/// capacity, every count is exact.
/// </para>
/// <para>
/// Merging adds counters and errors, so the bound holds for any order of merges (Agarwal et al., "Mergeable summaries", 2012). A text that
/// came more often than <see cref="MaxError"/> is always among the items.
/// </para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed class FrequentItems
{
    /// <summary>Different texts that are counted at the same time unless said otherwise: an error of at most 0.4 %.</summary>
    public const int DefaultCapacity = 512;

    /// <summary>The largest capacity.</summary>
    public const int MaxCapacity = 1 << 16;

    /// <summary>Bytes of UTF-8 by which texts are told apart; longer ones are cut at the end of a character.</summary>
    public const int MaxKeyBytes = 256;

    private const byte Version = 1;
    private const int MinSlots = 16;

    private readonly int _capacity;
    private int[] _slots = [];
    private Counter[] _counters = [];
    private byte[] _keys = [];
    private int _count;
    private int _keysLength;

    /// <summary>Creates an empty sketch.</summary>
    /// <param name="capacity">Different texts that are counted at the same time, 2 to 65,536.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is outside these bounds.</exception>
    public FrequentItems(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        _capacity = capacity;
    }

    /// <summary>Everything counted.</summary>
    public long Total { get; private set; }

    /// <summary>The most by which a lower bound is below, or an upper bound above, the truth; 0 while all counts are exact.</summary>
    public long MaxError { get; private set; }

    /// <summary>Bytes this sketch takes in memory, about.</summary>
    public int MemoryBytes => 96 + (_slots.Length * sizeof(int)) + (_counters.Length * Counter.Size) + _keys.Length;

    /// <summary>Counts a text.</summary>
    /// <param name="key">UTF-8.</param>
    /// <param name="weight">How often; at least 1.</param>
    public void Add(ReadOnlySpan<byte> key, long weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        key = Cut(key);
        Add(key, StableHash.Of(key), weight);
    }

    /// <summary>Counts a text.</summary>
    public void Add(string key, long weight = 1) => Add(Encoding.UTF8.GetBytes(key), weight);

    /// <summary>The most frequent texts, first the one with the largest lower bound; equal ones in ordinal order.</summary>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<FrequentItem> Top(int limit) =>
    [
        .. _counters.Take(_count)
            .Select(counter => new FrequentItem(Encoding.UTF8.GetString(KeyOf(counter)), counter.Count, counter.Count + MaxError))
            .OrderByDescending(item => item.LowerBound)
            .ThenBy(item => item.Key, StringComparer.Ordinal)
            .Take(limit),
    ];

    /// <summary>Between which bounds the frequency of a text lies, whether it is among the items or not.</summary>
    public FrequentItem Find(string key)
    {
        var bytes = Cut(Encoding.UTF8.GetBytes(key));
        var counter = _slots.Length == 0 ? 0 : _slots[SlotOf(bytes, StableHash.Of(bytes))];
        var count = counter == 0 ? 0 : _counters[counter - 1].Count;
        return new(key, count, count + MaxError);
    }

    /// <summary>Adds everything that was counted by another sketch.</summary>
    public void Merge(FrequentItems other)
    {
        var total = Total + other.Total;
        MaxError += other.MaxError;
        foreach (var counter in other._counters.AsSpan(0, other._count))
        {
            Add(other.KeyOf(counter), counter.Hash, counter.Count);
        }

        Total = total;
    }

    /// <summary>Writes the sketch.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        writer.WriteByte(Version);
        writer.WriteNumber(_capacity);
        writer.WriteNumber(Total);
        writer.WriteNumber(MaxError);
        writer.WriteNumber(_count);
        foreach (var counter in _counters.AsSpan(0, _count))
        {
            writer.WriteText(KeyOf(counter));
            writer.WriteNumber(counter.Count);
        }
    }

    /// <summary>Reads a sketch and moves on past it.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of one.</exception>
    public static FrequentItems Read(ref ReadOnlySpan<byte> bytes)
    {
        SketchBytes.ReadVersion(ref bytes, Version, "frequent-items sketch");
        var capacity = (int)SketchBytes.ReadNumber(ref bytes, MaxCapacity);
        if (capacity < 2)
        {
            throw new InvalidDataException("The capacity is too small.");
        }

        var sketch = new FrequentItems(capacity);
        var total = SketchBytes.ReadNumber(ref bytes, BucketStore.MaxTotal);
        var error = SketchBytes.ReadNumber(ref bytes, total);
        var count = (int)SketchBytes.ReadNumber(ref bytes, capacity);
        for (var i = 0; i < count; i++)
        {
            var key = SketchBytes.ReadText(ref bytes, MaxKeyBytes);
            var weight = SketchBytes.ReadNumber(ref bytes, total - sketch.Total);
            if (weight == 0)
            {
                throw new InvalidDataException("A counter is empty.");
            }

            sketch.Add(key, weight);
        }

        if (sketch._count != count)
        {
            throw new InvalidDataException("A key is there twice.");
        }

        sketch.Total = total;
        sketch.MaxError = error;
        return sketch;
    }

    /// <summary>Bytes from the start of a text that are whole characters and no more than <see cref="MaxKeyBytes"/>.</summary>
    internal static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> key)
    {
        if (key.Length <= MaxKeyBytes)
        {
            return key;
        }

        var length = MaxKeyBytes;
        while (length > 0 && (key[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return key[..length];
    }

    /// <summary>Counts a text whose hash is known.</summary>
    /// <param name="key">UTF-8, at most <see cref="MaxKeyBytes"/>.</param>
    /// <param name="hash">Its <see cref="StableHash"/>.</param>
    /// <param name="weight">How often.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(ReadOnlySpan<byte> key, ulong hash, long weight)
    {
        Total += weight;
        if (_slots.Length == 0)
        {
            _slots = new int[MinSlots];
        }

        var slot = SlotOf(key, hash);
        if (_slots[slot] is var known and > 0)
        {
            _counters[known - 1].Count += weight;
            return;
        }

        if (_count == _capacity)
        {
            weight -= Purge();
            if (weight <= 0)
            {
                return;
            }

            slot = SlotOf(key, hash);
        }
        else if (_count * 2 >= _slots.Length)
        {
            Index(_slots.Length * 2);
            slot = SlotOf(key, hash);
        }

        Append(key, hash, weight);
        _slots[slot] = _count;
    }

    /// <summary>The slot that has a key, or the free one where it belongs. At least half of the slots are free.</summary>
    private int SlotOf(ReadOnlySpan<byte> key, ulong hash)
    {
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] is var known and > 0)
        {
            ref readonly var counter = ref _counters[known - 1];
            if (counter.Hash == hash && KeyOf(counter).SequenceEqual(key))
            {
                break;
            }

            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private ReadOnlySpan<byte> KeyOf(in Counter counter) => _keys.AsSpan(counter.KeyStart, counter.KeyLength);

    private void Append(ReadOnlySpan<byte> key, ulong hash, long weight)
    {
        if (_count == _counters.Length)
        {
            Array.Resize(ref _counters, Math.Min(_capacity, Math.Max(MinSlots / 2, _count * 2)));
        }

        if (_keysLength + key.Length > _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(_keysLength + key.Length, _keys.Length * 2));
        }

        key.CopyTo(_keys.AsSpan(_keysLength));
        _counters[_count++] = new(hash, weight, _keysLength, key.Length);
        _keysLength += key.Length;
    }

    /// <summary>Takes the median of the counters off every counter, and forgets those that end at zero or below.</summary>
    /// <returns>What was taken off, and is to be taken off the newcomer too.</returns>
    private long Purge()
    {
        var counts = ArrayPool<long>.Shared.Rent(_count);
        for (var i = 0; i < _count; i++)
        {
            counts[i] = _counters[i].Count;
        }

        counts.AsSpan(0, _count).Sort();
        var amount = counts[_count / 2];
        ArrayPool<long>.Shared.Return(counts);

        MaxError += amount;
        var kept = 0;
        var end = 0;
        foreach (var counter in _counters.AsSpan(0, _count))
        {
            if (counter.Count > amount)
            {
                // Counters are in the order of their keys, so keys only ever move towards the start.
                _keys.AsSpan(counter.KeyStart, counter.KeyLength).CopyTo(_keys.AsSpan(end));
                _counters[kept++] = new(counter.Hash, counter.Count - amount, end, counter.KeyLength);
                end += counter.KeyLength;
            }
        }

        _count = kept;
        _keysLength = end;
        Index(_slots.Length);
        return amount;
    }

    private void Index(int slots)
    {
        if (slots == _slots.Length)
        {
            Array.Clear(_slots);
        }
        else
        {
            _slots = new int[slots];
        }

        for (var i = 0; i < _count; i++)
        {
            var slot = (int)_counters[i].Hash & (slots - 1);
            while (_slots[slot] > 0)
            {
                slot = (slot + 1) & (slots - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Counter(ulong hash, long count, int keyStart, int keyLength)
    {
        public const int Size = 24;

        public readonly ulong Hash = hash;
        public readonly int KeyStart = keyStart;
        public readonly int KeyLength = keyLength;
        public long Count = count;
    }
}
