using System.Buffers;
using System.Buffers.Text;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Walks over JSON (RFC 8259) and checks it as it goes. What is wrong is told, not thrown: bad input must not cost more than good.</summary>
/// <param name="json">Valid UTF-8.</param>
/// <param name="maxDepth">Deepest nesting.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> json, int maxDepth)
{
    /// <summary>What ends a run of plain characters in a string: the quote, the escape, and what must not be there.</summary>
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;

    /// <summary>What was wrong; null while nothing was.</summary>
    public string? Fault { get; private set; }

    /// <summary>The next byte that is no white space; 0 at the end.</summary>
    public byte Next
    {
        get
        {
            while (_at < _json.Length)
            {
                var next = _json[_at];
                if (next > ' ' || next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                {
                    return next;
                }

                _at++;
            }

            return 0;
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
        while (true)
        {
            var plain = _json[_at..].IndexOfAny(NotPlain);
            if (plain < 0)
            {
                return Fail();
            }

            _at += plain;
            switch (_json[_at])
            {
                case (byte)'"':
                    content = _json[start.._at++];
                    return true;
                case (byte)'\\' when SkipEscape():
                    isEscaped = true;
                    break;
                default:
                    return Fail();
            }
        }
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
            case (byte)'t':
                return SkipWord("true"u8);
            case (byte)'f':
                return SkipWord("false"u8);
            case (byte)'n':
                return SkipWord("null"u8);
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

    private bool SkipWord(ReadOnlySpan<byte> word)
    {
        if (!_json[_at..].StartsWith(word))
        {
            return Fail();
        }

        _at += word.Length;
        return true;
    }

    private bool SkipNumber()
    {
        var start = _at;
        if (Current == '-')
        {
            _at++;
        }

        var integer = SkipDigits();
        if (integer == 0 || (integer > 1 && _json[_at - integer] == '0'))
        {
            return Fail();
        }

        if (Current == '.')
        {
            _at++;
            if (SkipDigits() == 0)
            {
                return Fail();
            }
        }

        var hasExponent = Current is (byte)'e' or (byte)'E';
        if (hasExponent)
        {
            _at++;
            if (Current is (byte)'+' or (byte)'-')
            {
                _at++;
            }

            if (SkipDigits() == 0)
            {
                return Fail();
            }
        }

        // No double has more than 309 digits before the point.
        return (!hasExponent && integer < 309) || IsFinite(_json[start.._at]) || Fail(Rejections.NumberOutOfRange);
    }

    private readonly byte Current => _at < _json.Length ? _json[_at] : (byte)0;

    private int SkipDigits()
    {
        var start = _at;
        while (Current is >= (byte)'0' and <= (byte)'9')
        {
            _at++;
        }

        return _at - start;
    }

    private bool SkipEscape()
    {
        _at++;
        var kind = Current;
        _at++;
        if (kind != (byte)'u')
        {
            return kind is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t';
        }

        for (var end = _at + 4; _at < end; _at++)
        {
            if (!char.IsAsciiHexDigit((char)Current))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFinite(ReadOnlySpan<byte> number) => Utf8Parser.TryParse(number, out double value, out _) && double.IsFinite(value);

    private bool Fail(string reason = Rejections.NotJson)
    {
        Fault ??= reason;
        return false;
    }
}
