using System.Buffers;
using System.Runtime.InteropServices;
using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>The groups of a report, or of a part of it, and what became of every line. Parts merge into the whole.</summary>
internal sealed class ReportGroups
{
    private const byte Version = 1;
    private const int MaxKeyBytes = 4096;

    private readonly Dictionary<byte[], WindowAggregate> _groups = new(Utf8Comparer.Ordinal);

    /// <summary>The aggregates by <see cref="GroupKey"/>.</summary>
    public IReadOnlyDictionary<byte[], WindowAggregate> Groups => _groups;

    /// <summary>Events in the groups.</summary>
    public long Matched { get; set; }

    /// <summary>Events of other times.</summary>
    public long Outside { get; set; }

    /// <summary>Events that a filter left out.</summary>
    public long Filtered { get; set; }

    /// <summary>Lines that are no events.</summary>
    public long Rejected { get; set; }

    /// <summary>Lines that are not blank.</summary>
    public long Lines => Matched + Outside + Filtered + Rejected;

    /// <summary>Bytes in memory, about.</summary>
    public long MemoryBytes => _groups.Sum(group => 64L + group.Key.Length + group.Value.MemoryBytes);

    /// <summary>The aggregate of a group, which is made when there is none.</summary>
    public WindowAggregate Find(ReadOnlySpan<byte> key, IReadOnlyList<string> topFields)
    {
        var groups = _groups.GetAlternateLookup<ReadOnlySpan<byte>>();
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _);
        return group ??= new(topFields);
    }

    /// <summary>Adds another part, which must not be used any more.</summary>
    public void Merge(ReportGroups other)
    {
        foreach (var (key, aggregate) in other._groups)
        {
            ref var mine = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out var exists);
            if (exists)
            {
                mine!.Merge(aggregate);
            }
            else
            {
                mine = aggregate;
            }
        }

        Matched += other.Matched;
        Outside += other.Outside;
        Filtered += other.Filtered;
        Rejected += other.Rejected;
    }

    /// <summary>Why a report cannot have these groups; null when it can.</summary>
    public string? Refusal(ReportOptions limits)
        => _groups.Count > limits.MaxRows ? $"The report would have more than {limits.MaxRows:N0} rows. Group by fewer fields, filter, or use longer intervals."
            : MemoryBytes > limits.MaxGroupBytes ? $"The groups of the report need more than {limits.MaxGroupBytes:N0} bytes. Group by fewer fields, filter, or use longer intervals."
            : null;

    /// <summary>Writes the part in a versioned binary form.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        writer.WriteByte(Version);
        writer.WriteNumber(Matched);
        writer.WriteNumber(Outside);
        writer.WriteNumber(Filtered);
        writer.WriteNumber(Rejected);
        writer.WriteNumber(_groups.Count);
        foreach (var (key, aggregate) in _groups)
        {
            writer.WriteText(key);
            aggregate.WriteTo(writer);
        }
    }

    /// <summary>Reads a part.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of one.</exception>
    public static ReportGroups Read(ReadOnlySpan<byte> bytes)
    {
        SketchBytes.ReadVersion(ref bytes, Version, "part of a report");
        var part = new ReportGroups
        {
            Matched = SketchBytes.ReadNumber(ref bytes),
            Outside = SketchBytes.ReadNumber(ref bytes),
            Filtered = SketchBytes.ReadNumber(ref bytes),
            Rejected = SketchBytes.ReadNumber(ref bytes),
        };
        for (var left = SketchBytes.ReadNumber(ref bytes, int.MaxValue); left > 0; left--)
        {
            var key = SketchBytes.ReadText(ref bytes, MaxKeyBytes).ToArray();
            if (!part._groups.TryAdd(key, WindowAggregate.Read(ref bytes)))
            {
                throw new InvalidDataException("A group is there twice.");
            }
        }

        return part;
    }
}
