using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FunctionApp.Benchmarks.Analytics;

/// <summary>A request's worth of events that is sent again and again, each time with other ids and the present time, at next to no cost.</summary>
internal sealed class EventBatch
{
    /// <summary>Events in a batch.</summary>
    public const int Size = 1_000;

    private const int NumberLength = 8;

    private readonly int[] _ids;
    private readonly int[] _times;

    /// <param name="seed">Batches of different seeds have different events.</param>
    public EventBatch(int seed)
    {
        var generator = new EventGenerator(seed);
        var lines = new StringBuilder();
        for (var i = 0; i < Size; i++)
        {
            generator.Append(lines, string.Create(CultureInfo.InvariantCulture, $"00000000-{i}"), DateTimeOffset.UnixEpoch);
        }

        Bytes = Encoding.ASCII.GetBytes(lines.ToString());
        _ids = Places("\"id\":\""u8);
        _times = Places("\"time\":\""u8);
    }

    /// <summary>NDJSON, as it is now.</summary>
    public byte[] Bytes { get; }

    /// <summary>Makes the events new ones.</summary>
    /// <param name="number">One that no batch had before.</param>
    /// <param name="time">When they happen.</param>
    public void Renew(uint number, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[24];
        Utf8Formatter.TryFormat(number, text, out _, new('X', NumberLength));
        foreach (var place in _ids)
        {
            text[..NumberLength].CopyTo(Bytes.AsSpan(place));
        }

        time.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        foreach (var place in _times)
        {
            text[..length].CopyTo(Bytes.AsSpan(place));
        }
    }

    private int[] Places(ReadOnlySpan<byte> name)
    {
        var places = new List<int>(Size);
        for (var at = 0; Bytes.AsSpan(at).IndexOf(name) is var next and >= 0;)
        {
            at += next + name.Length;
            places.Add(at);
        }

        return [.. places];
    }
}
