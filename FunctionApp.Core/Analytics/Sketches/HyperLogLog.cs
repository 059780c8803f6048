using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace FunctionApp.Core.Analytics.Sketches;

/// <summary>Counts distinct things without keeping them, in at most 16 KB.</summary>
/// <remarks>
/// <para>
/// HyperLogLog (Flajolet et al., 2007) over 64-bit hashes with 2^14 registers: a relative standard error of 0.81 %. The estimate is Ertl's
/// improved raw estimator ("New cardinality estimation algorithms for HyperLogLog sketches", 2017), which is unbiased over the whole range
/// and needs no table of corrections. While few registers are set they are kept as a small set instead of an array.
/// </para>
/// <para>The state depends only on the set of hashes: merging is commutative, associative and idempotent, to the byte.</para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed class HyperLogLog
{
    /// <summary>The relative standard error of the estimate: 1.04 / sqrt(2^14).</summary>
    public const double RelativeStandardError = 0.008125;

    private const byte Version = 1;
    private const int Precision = 14;
    private const int RegisterCount = 1 << Precision;
    private const int MaxRank = 64 - Precision + 1;
    private const int RankBits = 6;
    private const int PackedLength = RegisterCount * RankBits / 8;

    private const int MinSlots = 16;

    /// <summary>Above this the set would soon take the room of the array.</summary>
    private const int MaxSparseCount = 1536;

    /// <summary>Open addressing; register number and rank in one word, 0 is free. Null when dense.</summary>
    private uint[]? _sparse = [];
    private int _sparseCount;
    private byte[] _registers = [];

    /// <summary>Bytes this sketch takes in memory, about.</summary>
    public int MemoryBytes => 64 + ((_sparse?.Length ?? 0) * sizeof(uint)) + _registers.Length;

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _sparse is not null && _sparseCount == 0;

    /// <summary>Adds a thing by its hash; see <see cref="StableHash"/>. Adding it again changes nothing.</summary>
    public void Add(ulong hash)
    {
        var register = (int)(hash >> (64 - Precision));
        var rank = BitOperations.LeadingZeroCount((hash << Precision) | (1UL << (Precision - 1))) + 1;
        if (_sparse is null)
        {
            ref var current = ref _registers[register];
            current = Math.Max(current, (byte)rank);
        }
        else
        {
            AddSparse(register, rank);
        }
    }

    /// <summary>About how many different things were added.</summary>
    public double Estimate()
    {
        Span<int> histogram = stackalloc int[MaxRank + 1];
        histogram.Clear();
        if (_sparse is null)
        {
            foreach (var rank in _registers)
            {
                histogram[rank]++;
            }
        }
        else
        {
            histogram[0] = RegisterCount - _sparseCount;
            foreach (var entry in _sparse)
            {
                if (entry != 0)
                {
                    histogram[RankOf(entry)]++;
                }
            }
        }

        return Estimate(histogram);
    }

    /// <summary>Adds everything that was added to another sketch.</summary>
    public void Merge(HyperLogLog other)
    {
        if (other._sparse is { } entries)
        {
            if (IsEmpty)
            {
                (_sparse, _sparseCount) = ([.. entries], other._sparseCount);
                return;
            }

            Reserve(_sparseCount + other._sparseCount);
            foreach (var entry in entries)
            {
                if (entry != 0)
                {
                    Raise(RegisterOf(entry), RankOf(entry));
                }
            }

            return;
        }

        MakeDense();
        var mine = MemoryMarshal.Cast<byte, Vector<byte>>(_registers.AsSpan());
        var others = MemoryMarshal.Cast<byte, Vector<byte>>(other._registers.AsSpan());
        for (var i = 0; i < mine.Length; i++)
        {
            mine[i] = Vector.Max(mine[i], others[i]);
        }
    }

    /// <summary>Writes the sketch; equal sketches give equal bytes.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        writer.WriteByte(Version);
        if (_sparse is null)
        {
            writer.WriteByte(1);
            Pack(_registers, writer.GetSpan(PackedLength)[..PackedLength]);
            writer.Advance(PackedLength);
            return;
        }

        writer.WriteByte(0);
        writer.WriteNumber(_sparseCount);
        var previous = 0U;
        foreach (var entry in _sparse.Where(entry => entry != 0).Order())
        {
            writer.WriteNumber((ulong)(entry - previous));
            previous = entry;
        }
    }

    /// <summary>Reads a sketch and moves on past it.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of one.</exception>
    public static HyperLogLog Read(ref ReadOnlySpan<byte> bytes)
    {
        SketchBytes.ReadVersion(ref bytes, Version, "HyperLogLog");
        var sketch = new HyperLogLog();
        if (SketchBytes.ReadNumber(ref bytes, 1) == 1)
        {
            sketch.MakeDense();
            Unpack(SketchBytes.Take(ref bytes, PackedLength), sketch._registers);
            return sketch._registers.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)MaxRank)
                ? throw new InvalidDataException("A register is out of its bounds.")
                : sketch;
        }

        var count = (int)SketchBytes.ReadNumber(ref bytes, MaxSparseCount);
        sketch.Reserve(count);
        var entry = 0L;
        var register = -1;
        for (var i = 0; i < count; i++)
        {
            entry += SketchBytes.ReadNumber(ref bytes, uint.MaxValue);
            if (entry >= RegisterCount << RankBits || RegisterOf((uint)entry) <= register || RankOf((uint)entry) is 0 or > MaxRank)
            {
                throw new InvalidDataException("The registers are not in order, or one is out of its bounds.");
            }

            register = RegisterOf((uint)entry);
            sketch.AddSparse(register, RankOf((uint)entry));
        }

        return sketch;
    }

    private static int RegisterOf(uint entry) => (int)(entry >> RankBits);

    private static int RankOf(uint entry) => (int)(entry & ((1 << RankBits) - 1));

    private static double Estimate(ReadOnlySpan<int> histogram)
    {
        const double registers = RegisterCount;
        var z = registers * Tau(1 - (histogram[MaxRank] / registers));
        for (var rank = MaxRank - 1; rank >= 1; rank--)
        {
            z = 0.5 * (z + histogram[rank]);
        }

        z += registers * Sigma(histogram[0] / registers);
        return registers * registers / (2 * Math.Log(2) * z);
    }

    private static double Sigma(double x)
    {
        if (x == 1)
        {
            return double.PositiveInfinity;
        }

        var (y, z, before) = (1.0, x, double.NaN);
        while (z != before)
        {
            before = z;
            x *= x;
            z += x * y;
            y += y;
        }

        return z;
    }

    private static double Tau(double x)
    {
        if (x is 0 or 1)
        {
            return 0;
        }

        var (y, z, before) = (1.0, 1 - x, double.NaN);
        while (z != before)
        {
            before = z;
            x = Math.Sqrt(x);
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }

        return z / 3;
    }

    /// <summary>Four registers of six bits fill three bytes.</summary>
    private static void Pack(ReadOnlySpan<byte> registers, Span<byte> packed)
    {
        for (int from = 0, to = 0; from < registers.Length; from += 4, to += 3)
        {
            var word = registers[from] | (registers[from + 1] << 6) | (registers[from + 2] << 12) | (registers[from + 3] << 18);
            packed[to] = (byte)word;
            packed[to + 1] = (byte)(word >> 8);
            packed[to + 2] = (byte)(word >> 16);
        }
    }

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> registers)
    {
        for (int from = 0, to = 0; from < packed.Length; from += 3, to += 4)
        {
            var word = packed[from] | (packed[from + 1] << 8) | (packed[from + 2] << 16);
            registers[to] = (byte)(word & 63);
            registers[to + 1] = (byte)((word >> 6) & 63);
            registers[to + 2] = (byte)((word >> 12) & 63);
            registers[to + 3] = (byte)(word >> 18);
        }
    }

    private void Raise(int register, int rank)
    {
        if (_sparse is null)
        {
            _registers[register] = Math.Max(_registers[register], (byte)rank);
        }
        else
        {
            AddSparse(register, rank);
        }
    }

    private void AddSparse(int register, int rank)
    {
        var sparse = _sparse!;
        var entry = ((uint)register << RankBits) | (uint)rank;
        if (sparse.Length > 0)
        {
            ref var slot = ref SlotOf(sparse, register);
            if (slot != 0)
            {
                slot = Math.Max(slot, entry);
                return;
            }

            if (_sparseCount < sparse.Length / 4 * 3)
            {
                slot = entry;
                _sparseCount++;
                return;
            }
        }

        if (_sparseCount == MaxSparseCount)
        {
            MakeDense();
            Raise(register, rank);
            return;
        }

        Resize(Math.Max(MinSlots, sparse.Length * 2));
        SlotOf(_sparse!, register) = entry;
        _sparseCount++;
    }

    /// <summary>Makes room for so many registers, or as many as are ever kept as a set: three quarters of the slots may be taken.</summary>
    private void Reserve(int registers)
    {
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(registers, MaxSparseCount) * 4 / 3);
        if (registers > 0 && _sparse is { } sparse && sparse.Length < slots)
        {
            Resize(Math.Max(MinSlots, slots));
        }
    }

    private void Resize(int slots)
    {
        var old = _sparse!;
        _sparse = new uint[slots];
        foreach (var entry in old)
        {
            if (entry != 0)
            {
                SlotOf(_sparse, RegisterOf(entry)) = entry;
            }
        }
    }

    /// <summary>The slot that has a register, or the free one where it belongs. There is always a free one.</summary>
    private static ref uint SlotOf(uint[] sparse, int register)
    {
        var mask = sparse.Length - 1;
        var i = register & mask;
        while (sparse[i] != 0 && RegisterOf(sparse[i]) != register)
        {
            i = (i + 1) & mask;
        }

        return ref sparse[i];
    }

    private void MakeDense()
    {
        if (_sparse is not { } sparse)
        {
            return;
        }

        _sparse = null;
        _sparseCount = 0;
        _registers = new byte[RegisterCount];
        foreach (var entry in sparse)
        {
            if (entry != 0)
            {
                _registers[RegisterOf(entry)] = (byte)RankOf(entry);
            }
        }
    }
}
