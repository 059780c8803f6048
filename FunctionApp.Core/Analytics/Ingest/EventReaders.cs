namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Opens readers of events.</summary>
internal static class EventReaders
{
    private const int MaxProbeDepth = 1_000;

    private enum JsonKind
    {
        Lines,
        Array,
        OneEvent,
    }

    /// <summary>Chooses the reader that fits a format, by the first bytes where those decide.</summary>
    /// <param name="content">From its beginning, not compressed.</param>
    /// <param name="format">What it is said to be.</param>
    /// <param name="maxEventBytes">The longest event.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IEventReader> OpenAsync(
        Stream content, EventFormat format, int maxEventBytes, CancellationToken cancellationToken)
    {
        if (format is EventFormat.Csv)
        {
            return new CsvReader(content, maxEventBytes);
        }

        if (format is EventFormat.Lines)
        {
            return new NdjsonReader(content, maxEventBytes);
        }

        var head = await PrefixedStream.PeekAsync(content, maxEventBytes + 1, StopsBeingOneEvent, cancellationToken);
        if (head.Prefix.Span.StartsWith("\uFEFF"u8))
        {
            head.Skip("\uFEFF"u8.Length);
        }

        return Kind(head.Prefix.Span) switch
        {
            JsonKind.Array => new ArrayReader(head, maxEventBytes),
            JsonKind.OneEvent => new SingleEventReader(head.Prefix.ToArray()),
            _ => new NdjsonReader(head, maxEventBytes),
        };
    }

    /// <summary>Whether enough has been read to know that it is more, or other, than one event over several lines.</summary>
    private static bool StopsBeingOneEvent(ReadOnlyMemory<byte> head)
    {
        var text = Text(head.Span);
        return !text.IsEmpty && (text[0] != (byte)'{' || FirstLineIsWhole(text));
    }

    private static JsonKind Kind(ReadOnlySpan<byte> head)
    {
        var text = Text(head);
        if (text.IsEmpty || text[0] != (byte)'{' || FirstLineIsWhole(text))
        {
            return !text.IsEmpty && text[0] == (byte)'[' ? JsonKind.Array : JsonKind.Lines;
        }

        var scanner = new JsonScanner(text, MaxProbeDepth);
        return scanner.SkipValue(depth: 1) && scanner.IsAtEnd ? JsonKind.OneEvent : JsonKind.Lines;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> head)
        => (head.StartsWith("\uFEFF"u8) ? head["\uFEFF"u8.Length..] : head).TrimStart(" \t\r\n"u8);

    /// <summary>Whether the first line is a value by itself, as it is in lines, and is not in an event that is spread over several.</summary>
    private static bool FirstLineIsWhole(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        if (end < 0)
        {
            return false;
        }

        var scanner = new JsonScanner(text[..end], MaxProbeDepth);
        return scanner.SkipValue(depth: 1) && scanner.IsAtEnd;
    }
}
