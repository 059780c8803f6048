using System.Text.Unicode;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>An event's attributes, found in one walk over its JSON that checks all of it.</summary>
internal ref struct EventAttributes
{
    private const int LongestName = 11;
    private const int LongestEscape = 6;

    private int _seen;

    public EventAttribute Id { get; private set; }

    public EventAttribute Source { get; private set; }

    public EventAttribute Type { get; private set; }

    public EventAttribute Time { get; private set; }

    /// <summary>Whether an attribute is there as null, which is the same as not being there.</summary>
    public bool HasNulls { get; private set; }

    /// <summary>Why it is no event; null when nothing is wrong so far.</summary>
    public string? Fault { get; private set; }

    public static EventAttributes Of(ReadOnlySpan<byte> json, int maxDepth)
    {
        var attributes = new EventAttributes();
        if (!Utf8.IsValid(json))
        {
            attributes.Fault = Rejections.NotUtf8;
            return attributes;
        }

        var scanner = new JsonScanner(json, maxDepth);
        if (!attributes.TakeObject(ref scanner))
        {
            attributes.Fault ??= scanner.Fault ?? Rejections.NotJson;
        }
        else if (!scanner.IsAtEnd)
        {
            attributes.Fault = Rejections.MoreThanOneValue;
        }

        return attributes;
    }

    /// <summary>Which field a key names.</summary>
    /// <param name="key">What is between the quotes.</param>
    /// <param name="isEscaped">Whether there are escapes in it.</param>
    public static EventField FieldOf(ReadOnlySpan<byte> key, bool isEscaped)
    {
        if (!isEscaped)
        {
            return FieldOf(key);
        }

        Span<byte> plain = stackalloc byte[LongestEscape * LongestName];
        return key.Length <= plain.Length && JsonEscapes.TryUnescape(key, plain, out var length) ? FieldOf(plain[..length]) : EventField.Other;
    }

    private static EventField FieldOf(ReadOnlySpan<byte> key) => key.Length switch
    {
        2 when key.SequenceEqual("id"u8) => EventField.Id,
        4 when key.SequenceEqual("type"u8) => EventField.Type,
        4 when key.SequenceEqual("time"u8) => EventField.Time,
        4 when key.SequenceEqual("data"u8) => EventField.Data,
        6 when key.SequenceEqual("source"u8) => EventField.Source,
        7 when key.SequenceEqual("subject"u8) => EventField.Subject,
        LongestName when key.SequenceEqual("specversion"u8) => EventField.SpecVersion,
        _ => EventField.Other,
    };

    private bool TakeObject(ref JsonScanner scanner)
    {
        if (!scanner.Take((byte)'{'))
        {
            return Fail(scanner.SkipValue(depth: 1) && scanner.IsAtEnd ? Rejections.NotAnObject : Rejections.NotJson);
        }

        if (scanner.Take((byte)'}'))
        {
            return true;
        }

        do
        {
            if (!scanner.TakeString(out var key, out var isEscaped) || !scanner.Take((byte)':') || !TakeValue(ref scanner, FieldOf(key, isEscaped)))
            {
                return false;
            }
        }
        while (scanner.Take((byte)','));

        return scanner.Take((byte)'}');
    }

    private bool TakeValue(ref JsonScanner scanner, EventField field)
    {
        if (field is EventField.Other)
        {
            return scanner.SkipValue(depth: 1);
        }

        if ((_seen & (1 << (int)field)) != 0)
        {
            return Fail(Rejections.Repeated(field));
        }

        _seen |= 1 << (int)field;
        if (field is EventField.Data)
        {
            return scanner.SkipValue(depth: 1);
        }

        if (scanner.Next == (byte)'n')
        {
            HasNulls = true;
            return scanner.SkipValue(depth: 1);
        }

        if (scanner.Next != (byte)'"')
        {
            return scanner.SkipValue(depth: 1) && Fail(Rejections.NotText(field));
        }

        return scanner.TakeString(out var text, out var isEscaped) && Keep(field, text, isEscaped);
    }

    private bool Keep(EventField field, ReadOnlySpan<byte> text, bool isEscaped)
    {
        var attribute = new EventAttribute(text, isEscaped);
        switch (field)
        {
            case EventField.Id:
                Id = attribute;
                break;
            case EventField.Source:
                Source = attribute;
                break;
            case EventField.Type:
                Type = attribute;
                break;
            case EventField.Time:
                Time = attribute;
                break;
            case EventField.SpecVersion when !text.SequenceEqual("1.0"u8):
                return Fail(Rejections.SpecVersion);
        }

        return !text.IsEmpty || Fail(Rejections.NotText(field));
    }

    private bool Fail(string reason)
    {
        Fault ??= reason;
        return false;
    }
}
