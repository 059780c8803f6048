using System.Buffers;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Windows;

/// <summary>A window in a chunk: as bytes, and decoded once somebody has asked.</summary>
internal sealed class WindowEntry
{
    private WindowAggregate? _aggregate;

    public WindowEntry(WindowKey key, ReadOnlyMemory<byte> bytes)
    {
        Key = key;
        Bytes = bytes;
    }

    public WindowEntry(WindowKey key, WindowAggregate aggregate)
    {
        var writer = new ArrayBufferWriter<byte>();
        aggregate.WriteTo(writer);
        Key = key;
        Bytes = writer.WrittenMemory;
        _aggregate = aggregate;
    }

    /// <summary>Which window it is.</summary>
    public WindowKey Key { get; }

    /// <summary>The window as it is stored.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What is known of it, shared with other readers.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public WindowAggregate Aggregate => _aggregate ??= Decode();

    /// <summary>Bytes in memory, about: the stored form, and the decoded one, which is somewhat larger.</summary>
    public long MemoryBytes => 128 + (3L * Bytes.Length);

    /// <summary>A copy of its own for who wants to change it.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public WindowAggregate Decode()
    {
        var bytes = Bytes.Span;
        return WindowAggregate.Read(ref bytes);
    }
}
