using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>The grammar of JSON (RFC 8259) below the level of objects and arrays, on UTF-8 bytes.</summary>
internal static class JsonBytes
{
    private const int MaxDoublePower = 22;
    private const ulong MaxDoubleInteger = 1UL << 53;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, MaxDoublePower + 1).Select(power => double.Parse($"1e{power}", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Moves past white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SkipSpace(ReadOnlySpan<byte> line, ref int at)
    {
        while ((uint)at < (uint)line.Length && line[at] <= ' ' && line[at] is (byte)' ' or (byte)'\r' or (byte)'\t' or (byte)'\n')
        {
            at++;
        }
    }

    /// <summary>Reads the rest of a text.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">After the opening quote; then at the closing one.</param>
    /// <param name="escaped">Whether it has escapes.</param>
    /// <returns>False when it has a control character or a wrong escape, or does not end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReadText(ReadOnlySpan<byte> line, ref int at, out bool escaped)
    {
        escaped = false;
        while (true)
        {
            at = NextSpecial(line, at);
            if (at >= line.Length || line[at] < 0x20)
            {
                return false;
            }

            if (line[at] == '"')
            {
                return true;
            }

            escaped = true;
            if (!TrySkipEscape(line, ref at))
            {
                return false;
            }
        }
    }

    /// <summary>The first quote, backslash or control character from a position; the length when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextSpecial(ReadOnlySpan<byte> line, int at)
    {
        ref var start = ref MemoryMarshal.GetReference(line);
        if (Vector256.IsHardwareAccelerated)
        {
            for (; at + Vector256<byte>.Count <= line.Length; at += Vector256<byte>.Count)
            {
                var bytes = Vector256.LoadUnsafe(ref start, (nuint)at);
                var special = Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                    | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                    | Vector256.LessThan(bytes, Vector256.Create((byte)0x20));
                if (special.ExtractMostSignificantBits() is var bits and not 0)
                {
                    return at + BitOperations.TrailingZeroCount(bits);
                }
            }
        }
        else
        {
            for (; at + Vector128<byte>.Count <= line.Length; at += Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref start, (nuint)at);
                var special = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                    | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                    | Vector128.LessThan(bytes, Vector128.Create((byte)0x20));
                if (special.ExtractMostSignificantBits() is var bits and not 0)
                {
                    return at + BitOperations.TrailingZeroCount(bits);
                }
            }
        }

        while (at < line.Length && line[at] is not ((byte)'"' or (byte)'\\' or < 0x20))
        {
            at++;
        }

        return at;
    }

    /// <summary>Reads a number, and no further than its grammar goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySkipNumber(ReadOnlySpan<byte> line, ref int at)
    {
        if (at < line.Length && line[at] == '-')
        {
            at++;
        }

        if (at >= line.Length)
        {
            return false;
        }

        if (line[at] == '0')
        {
            at++;
        }
        else if (!TrySkipDigits(line, ref at))
        {
            return false;
        }

        if (at < line.Length && line[at] == '.')
        {
            at++;
            if (!TrySkipDigits(line, ref at))
            {
                return false;
            }
        }

        if (at < line.Length && (line[at] | 0x20) == 'e')
        {
            at++;
            if (at < line.Length && line[at] is (byte)'+' or (byte)'-')
            {
                at++;
            }

            return TrySkipDigits(line, ref at);
        }

        return true;
    }

    /// <summary>Reads a number, true, false or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySkipBare(ReadOnlySpan<byte> line, ref int at, out FieldKind kind)
    {
        if ((uint)at < (uint)line.Length && line[at] > '9')
        {
            return TrySkipKeyword(line, ref at, out kind);
        }

        kind = FieldKind.Number;
        return TrySkipNumber(line, ref at);
    }

    /// <summary>Reads true, false or null.</summary>
    public static bool TrySkipKeyword(ReadOnlySpan<byte> line, ref int at, out FieldKind kind)
    {
        var rest = line[at..];
        (var length, kind) = rest.StartsWith("true"u8) ? (4, FieldKind.Boolean)
            : rest.StartsWith("false"u8) ? (5, FieldKind.Boolean)
            : rest.StartsWith("null"u8) ? (4, FieldKind.Absent)
            : (0, FieldKind.Absent);
        at += length;
        return length > 0;
    }

    /// <summary>The value of a number, correctly rounded.</summary>
    /// <param name="number">A text of JSON's grammar.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when it is beyond the range of doubles.</returns>
    /// <remarks>
    /// When mantissa and power of ten are both exact doubles, one operation rounds once (Clinger, "How to read floating point numbers
    /// accurately", 1990); the others go to the library.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReadDouble(ReadOnlySpan<byte> number, out double value)
    {
        var mantissa = 0UL;
        var power = 0;
        var at = number[0] == '-' ? 1 : 0;
        if (number.Length - at <= 19)
        {
            var point = false;
            for (; at < number.Length; at++)
            {
                var digit = (uint)(number[at] - '0');
                if (digit <= 9)
                {
                    mantissa = (mantissa * 10) + digit;
                    power -= point ? 1 : 0;
                }
                else if (number[at] == '.')
                {
                    point = true;
                }
                else
                {
                    break;
                }
            }

            if (at == number.Length && mantissa <= MaxDoubleInteger)
            {
                value = mantissa / PowersOfTen[-power];
                value = number[0] == '-' ? -value : value;
                return true;
            }
        }

        return Utf8Parser.TryParse(number, out value, out _) && double.IsFinite(value);
    }

    /// <summary>Resolves the escapes of a text that was read.</summary>
    /// <param name="text">Without quotes; its escapes are right.</param>
    /// <param name="unescaped">At least as long.</param>
    /// <returns>Bytes written. Half of a surrogate pair becomes U+FFFD.</returns>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> unescaped)
    {
        var written = 0;
        while (text.IndexOf((byte)'\\') is var plain and >= 0)
        {
            text[..plain].CopyTo(unescaped[written..]);
            written += plain;
            var escape = text[plain + 1];
            text = text[(plain + 2)..];
            if (escape != 'u')
            {
                unescaped[written++] = escape switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    _ => escape,
                };
                continue;
            }

            var unit = CodeUnit(text);
            text = text[4..];
            if (char.IsHighSurrogate(unit) && text.StartsWith("\\u"u8) && CodeUnit(text[2..]) is var low && char.IsLowSurrogate(low))
            {
                written += new Rune(unit, low).EncodeToUtf8(unescaped[written..]);
                text = text[6..];
            }
            else
            {
                written += (Rune.TryCreate(unit, out var rune) ? rune : Rune.ReplacementChar).EncodeToUtf8(unescaped[written..]);
            }
        }

        text.CopyTo(unescaped[written..]);
        return written + text.Length;
    }

    /// <summary>Whether bytes are UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TrySkipDigits(ReadOnlySpan<byte> line, ref int at)
    {
        var first = at;
        while ((uint)at < (uint)line.Length && char.IsAsciiDigit((char)line[at]))
        {
            at++;
        }

        return at > first;
    }

    private static bool TrySkipEscape(ReadOnlySpan<byte> line, ref int at)
    {
        if (++at >= line.Length)
        {
            return false;
        }

        switch (line[at++])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return true;
            case (byte)'u' when at + 4 <= line.Length:
                foreach (var digit in line.Slice(at, 4))
                {
                    if (!char.IsAsciiHexDigit((char)digit))
                    {
                        return false;
                    }
                }

                at += 4;
                return true;
            default:
                return false;
        }
    }

    private static char CodeUnit(ReadOnlySpan<byte> digits)
        => Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x') ? (char)unit : throw new ArgumentException("These are no hexadecimal digits.", nameof(digits));
}
