using System.Buffers;
using System.Text;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>What is known of the events of one type in one window. Two of them merge into that of both.</summary>
/// <remarks>
/// Counts, extremes and (to the last bit or so) sums are exact; <see cref="Uniques"/>, <see cref="Quantile"/> and <see cref="Top"/> are
/// answers of sketches within their stated errors. Merging is commutative and associative. Not safe for use by several threads at once.
/// </remarks>
public sealed class WindowAggregate
{
    private const byte Version = 1;
    private const int MaxFields = 64;
    private const int MaxFieldBytes = 1024;

    private readonly List<string> _fields;
    private readonly List<FrequentItems> _top;
    private CompensatedSum _sum;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    /// <summary>Creates the aggregate of no events.</summary>
    /// <param name="topFields">Paths of the fields whose most frequent values are kept.</param>
    public WindowAggregate(IEnumerable<string> topFields)
    {
        _fields = [.. topFields];
        _top = [.. _fields.Select(_ => new FrequentItems())];
    }

    private WindowAggregate(List<string> fields, List<FrequentItems> top, HyperLogLog uniques, QuantileSketch values)
    {
        _fields = fields;
        _top = top;
        Uniques = uniques;
        Values = values;
    }

    /// <summary>Events.</summary>
    public long Count { get; private set; }

    /// <summary>Events that had a value: a finite number.</summary>
    public long ValueCount => Values.Count;

    /// <summary>Sum of the values; 0 when there are none.</summary>
    public double Sum => _sum.Value;

    /// <summary>The least value; null when there are none.</summary>
    public double? Min => ValueCount > 0 ? _min : null;

    /// <summary>The greatest value; null when there are none.</summary>
    public double? Max => ValueCount > 0 ? _max : null;

    /// <summary>Mean of the values; null when there are none.</summary>
    public double? Mean => ValueCount > 0 ? Sum / ValueCount : null;

    /// <summary>The distinct values of the unique field.</summary>
    public HyperLogLog Uniques { get; } = new();

    /// <summary>The distribution of the values. <see cref="Quantile"/> knows the extremes too.</summary>
    public QuantileSketch Values { get; } = new();

    /// <summary>Paths of the fields whose most frequent values are kept.</summary>
    public IReadOnlyList<string> TopFields => _fields;

    /// <summary>Bytes this aggregate takes in memory, about.</summary>
    public int MemoryBytes => 128 + Uniques.MemoryBytes + Values.MemoryBytes + _top.Sum(items => items.MemoryBytes);

    /// <summary>A quantile of the values, within <see cref="QuantileSketch.RelativeError"/> of the true one and never outside the extremes.</summary>
    /// <param name="q">From 0 to 1: 0.5 is the median.</param>
    /// <returns>Null when there are no values.</returns>
    public double? Quantile(double q) => Values.Quantile(q) is { } value ? Math.Clamp(value, _min, _max) : null;

    /// <summary>The most frequent values of a field; null when they are not kept.</summary>
    /// <param name="field">The path.</param>
    public FrequentItems? Top(string field) => _fields.IndexOf(field) is var index and >= 0 ? _top[index] : null;

    /// <summary>Counts an event.</summary>
    public void AddEvent() => Count++;

    /// <summary>Counts the value of an event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public void AddValue(double value)
    {
        Values.Add(value);
        _sum.Add(value);
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
    }

    /// <summary>Counts the unique field of an event.</summary>
    /// <param name="value">UTF-8.</param>
    public void AddUnique(ReadOnlySpan<byte> value) => Uniques.Add(StableHash.Of(value));

    /// <summary>Counts a frequent value of an event.</summary>
    /// <param name="field">Position of the field in <see cref="TopFields"/>.</param>
    /// <param name="value">UTF-8.</param>
    public void AddTop(int field, ReadOnlySpan<byte> value) => _top[field].Add(value);

    /// <summary>Adds the events of another aggregate. A field that only the other has is had from then on.</summary>
    public void Merge(WindowAggregate other)
    {
        Count += other.Count;
        _sum.Add(other._sum);
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
        Uniques.Merge(other.Uniques);
        Values.Merge(other.Values);
        for (var i = 0; i < other._fields.Count; i++)
        {
            if (Top(other._fields[i]) is not { } top)
            {
                _fields.Add(other._fields[i]);
                _top.Add(top = new());
            }

            top.Merge(other._top[i]);
        }
    }

    /// <summary>Writes the aggregate in a versioned binary form.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        writer.WriteByte(Version);
        writer.WriteNumber(Count);
        var (high, low) = _sum.Parts;
        writer.WriteDouble(high);
        writer.WriteDouble(low);
        writer.WriteDouble(_min);
        writer.WriteDouble(_max);
        Uniques.WriteTo(writer);
        Values.WriteTo(writer);
        writer.WriteNumber(_fields.Count);
        for (var i = 0; i < _fields.Count; i++)
        {
            writer.WriteText(Encoding.UTF8.GetBytes(_fields[i]));
            _top[i].WriteTo(writer);
        }
    }

    /// <summary>Reads an aggregate and moves on past it.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of one.</exception>
    public static WindowAggregate Read(ref ReadOnlySpan<byte> bytes)
    {
        SketchBytes.ReadVersion(ref bytes, Version, "window aggregate");
        var count = SketchBytes.ReadNumber(ref bytes, BucketStore.MaxTotal);
        var sum = new CompensatedSum(ReadFinite(ref bytes), ReadFinite(ref bytes));
        var min = SketchBytes.ReadDouble(ref bytes);
        var max = SketchBytes.ReadDouble(ref bytes);
        var uniques = HyperLogLog.Read(ref bytes);
        var values = QuantileSketch.Read(ref bytes);
        if (values.Count > 0 && !(double.IsFinite(min) && double.IsFinite(max) && min <= max))
        {
            throw new InvalidDataException("The extremes are none.");
        }

        var fields = new List<string>();
        var top = new List<FrequentItems>();
        for (var left = SketchBytes.ReadNumber(ref bytes, MaxFields); left > 0; left--)
        {
            fields.Add(Encoding.UTF8.GetString(SketchBytes.ReadText(ref bytes, MaxFieldBytes)));
            top.Add(FrequentItems.Read(ref bytes));
        }

        var (noMin, noMax) = (double.PositiveInfinity, double.NegativeInfinity);
        return new(fields, top, uniques, values)
        {
            Count = count,
            _sum = sum,
            _min = values.Count > 0 ? min : noMin,
            _max = values.Count > 0 ? max : noMax,
        };
    }

    private static double ReadFinite(ref ReadOnlySpan<byte> bytes)
        => SketchBytes.ReadDouble(ref bytes) is var value && double.IsFinite(value) ? value : throw new InvalidDataException("The sum is not finite.");
}
