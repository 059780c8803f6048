using System.Buffers.Text;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Walks over JSON (RFC 8259) and checks it as it goes. What is wrong is told, not thrown: bad input must not cost more than good.</summary>
/// <param name="json">Valid UTF-8.</param>
/// <param name="maxDepth">Deepest nesting.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> json, int maxDepth)
{
    private const int MinDigitsBeyondRange = 309;

    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;

    /// <summary>What was wrong; null while nothing was.</summary>
    public string? Fault { get; private set; }

    /// <summary>The next byte that is no white space; 0 at the end.</summary>
    public byte Next
    {
        get
        {
            JsonBytes.SkipSpace(_json, ref _at);
            return _at < _json.Length ? _json[_at] : (byte)0;
        }
    }

    /// <summary>Whether only white space is left.</summary>
    public bool IsAtEnd => Next == 0 && _at == _json.Length;

    /// <summary>Whether the bytes are exactly one JSON number.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var scanner = new JsonScanner(text, maxDepth: 1);
        return !text.IsEmpty && scanner.SkipNumber() && scanner._at == text.Length;
    }

    /// <summary>Takes one byte, if it is next.</summary>
    public bool Take(byte expected)
    {
        if (Next != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Takes a string.</summary>
    /// <param name="content">What is between the quotes, as it stands there.</param>
    /// <param name="isEscaped">Whether there are escapes in it.</param>
    public bool TakeString(out ReadOnlySpan<byte> content, out bool isEscaped)
    {
        isEscaped = false;
        content = default;
        if (!Take((byte)'"'))
        {
            return Fail();
        }

        var start = _at;
        if (!JsonBytes.TryReadText(_json, ref _at, out isEscaped))
        {
            return Fail();
        }

        content = _json[start.._at++];
        return true;
    }

    /// <summary>Takes a value of any kind that is known to be valid, as it stands there.</summary>
    public ReadOnlySpan<byte> TakeValue()
    {
        _ = Next;
        var start = _at;
        SkipValue(depth: 1);
        return _json[start.._at];
    }

    /// <summary>Passes over a value of any kind.</summary>
    /// <param name="depth">How deep it lies; 1 for a field of the outermost object.</param>
    public bool SkipValue(int depth)
    {
        switch (Next)
        {
            case (byte)'"':
                return TakeString(out _, out _);
            case (byte)'{':
                return depth < maxDepth ? SkipObject(depth + 1) : Fail(Rejections.TooDeep(maxDepth));
            case (byte)'[':
                return depth < maxDepth ? SkipArray(depth + 1) : Fail(Rejections.TooDeep(maxDepth));
            case (byte)'t' or (byte)'f' or (byte)'n':
                return JsonBytes.TrySkipKeyword(_json, ref _at, out _) || Fail();
            default:
                return SkipNumber();
        }
    }

    private bool SkipObject(int depth)
    {
        Take((byte)'{');
        if (Take((byte)'}'))
        {
            return true;
        }

        do
        {
            if (!TakeString(out _, out _) || !(Take((byte)':') || Fail()) || !SkipValue(depth))
            {
                return false;
            }
        }
        while (Take((byte)','));

        return Take((byte)'}') || Fail();
    }

    private bool SkipArray(int depth)
    {
        Take((byte)'[');
        if (Take((byte)']'))
        {
            return true;
        }

        do
        {
            if (!SkipValue(depth))
            {
                return false;
            }
        }
        while (Take((byte)','));

        return Take((byte)']') || Fail();
    }

    private bool SkipNumber()
    {
        var start = _at;
        if (!JsonBytes.TrySkipNumber(_json, ref _at))
        {
            return Fail();
        }

        // No shorter number is beyond the range of doubles, unless it has an exponent.
        var number = _json[start.._at];
        return (number.Length < MinDigitsBeyondRange && number.IndexOfAny((byte)'e', (byte)'E') < 0) || IsFinite(number) || Fail(Rejections.NumberOutOfRange);
    }

    private static bool IsFinite(ReadOnlySpan<byte> number) => Utf8Parser.TryParse(number, out double value, out _) && double.IsFinite(value);

    private bool Fail(string reason = Rejections.NotJson)
    {
        Fault ??= reason;
        return false;
    }
}
