using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Windows;

/// <summary>The windows of a stretch of time, as they are stored in one blob. Immutable; its windows are decoded when they are asked for.</summary>
/// <remarks>
/// Version, position, number of windows (little-endian), then for each, in order of start and type: start in ticks, type and aggregate, both
/// with their lengths. A window that did not change is copied as it is.
/// </remarks>
internal sealed class WindowChunk
{
    private const byte Version = 1;
    private const int MaxTypeBytes = 1024;

    private readonly WindowEntry[] _entries;

    private WindowChunk(long position, WindowEntry[] entries)
    {
        Position = position;
        _entries = entries;
    }

    /// <summary>The chunk of no windows.</summary>
    public static WindowChunk Empty { get; } = new(position: 0, []);

    /// <summary>The last roll-up that it contains.</summary>
    public long Position { get; }

    /// <summary>The windows, by start and type.</summary>
    public IReadOnlyList<WindowEntry> Entries => _entries;

    /// <summary>Bytes it takes in memory when all its windows have been decoded, about.</summary>
    public long MemoryBytes => _entries.Sum(entry => entry.MemoryBytes);

    /// <summary>Reads a chunk.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of one.</exception>
    public static WindowChunk Read(ReadOnlyMemory<byte> bytes)
    {
        var rest = bytes;
        if (Take(ref rest, 1).Span[0] != Version)
        {
            throw new InvalidDataException("This is no chunk of windows, or one of another version.");
        }

        var position = BinaryPrimitives.ReadInt64LittleEndian(Take(ref rest, sizeof(long)).Span);
        var count = TakeLength(ref rest, rest.Length);
        var entries = new WindowEntry[count];
        for (var i = 0; i < count; i++)
        {
            var ticks = BinaryPrimitives.ReadInt64LittleEndian(Take(ref rest, sizeof(long)).Span);
            if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            {
                throw new InvalidDataException("A window begins at no time.");
            }

            var type = Encoding.UTF8.GetString(Take(ref rest, TakeLength(ref rest, MaxTypeBytes)).Span);
            entries[i] = new(new(new(ticks, TimeSpan.Zero), type), Take(ref rest, TakeLength(ref rest, rest.Length)));
        }

        return new(position, entries);
    }

    /// <summary>The chunk with only the windows that begin before a moment.</summary>
    public WindowChunk Before(DateTimeOffset moment) => new(Position, [.. _entries.Where(entry => entry.Key.Start < moment)]);

    /// <summary>Makes the chunk that contains some more events.</summary>
    /// <param name="position">The roll-up that they come from.</param>
    /// <param name="windows">What was computed of them.</param>
    /// <param name="maxTypes">Types that are told apart; further ones are counted together.</param>
    public WindowChunk With(long position, IEnumerable<KeyValuePair<WindowKey, WindowAggregate>> windows, int maxTypes)
    {
        var types = _entries.Select(entry => entry.Key.Type).ToHashSet(StringComparer.Ordinal);
        var changed = new Dictionary<WindowKey, WindowAggregate>();
        var old = _entries.ToDictionary(entry => entry.Key);
        foreach (var (found, aggregate) in windows)
        {
            var key = types.Contains(found.Type) || types.Count < maxTypes ? found : found with { Type = WindowKey.OtherTypes };
            types.Add(key.Type);
            if (!changed.TryGetValue(key, out var mine))
            {
                changed[key] = mine = old.TryGetValue(key, out var before) ? before.Decode() : new(aggregate.TopFields);
            }

            mine.Merge(aggregate);
        }

        return new(
            position,
            [
                .. _entries.Where(entry => !changed.ContainsKey(entry.Key))
                    .Concat(changed.Select(window => new WindowEntry(window.Key, window.Value)))
                    .OrderBy(entry => entry.Key.Start)
                    .ThenBy(entry => entry.Key.Type, StringComparer.Ordinal),
            ]);
    }

    /// <summary>Writes the chunk.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        writer.Write([Version]);
        WriteLong(writer, Position);
        WriteInt(writer, _entries.Length);
        foreach (var entry in _entries)
        {
            WriteLong(writer, entry.Key.Start.UtcTicks);
            var type = Encoding.UTF8.GetBytes(entry.Key.Type);
            WriteInt(writer, type.Length);
            writer.Write(type);
            WriteInt(writer, entry.Bytes.Length);
            writer.Write(entry.Bytes.Span);
        }
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, int count)
    {
        if (count > bytes.Length)
        {
            throw new InvalidDataException("The chunk of windows ends too soon.");
        }

        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private static int TakeLength(ref ReadOnlyMemory<byte> bytes, int most)
        => BinaryPrimitives.ReadInt32LittleEndian(Take(ref bytes, sizeof(int)).Span) is var length && length >= 0 && length <= most
            ? length
            : throw new InvalidDataException("The chunk of windows is damaged.");

    private static void WriteInt(IBufferWriter<byte> writer, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(sizeof(int)), value);
        writer.Advance(sizeof(int));
    }

    private static void WriteLong(IBufferWriter<byte> writer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(sizeof(long)), value);
        writer.Advance(sizeof(long));
    }
}
