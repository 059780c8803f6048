using System.Buffers.Text;
using System.Text;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Undoes the escapes of a JSON string.</summary>
internal static class JsonEscapes
{
    /// <summary>Writes what a string stands for.</summary>
    /// <param name="escaped">What is between the quotes, with valid escapes.</param>
    /// <param name="text">Room for as many bytes.</param>
    /// <param name="length">How many were written.</param>
    /// <returns>False when half of a surrogate pair is missing.</returns>
    public static bool TryUnescape(ReadOnlySpan<byte> escaped, Span<byte> text, out int length)
    {
        length = 0;
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\') is var backslash and >= 0 ? backslash : escaped.Length;
            escaped[..plain].CopyTo(text[length..]);
            length += plain;
            escaped = escaped[plain..];
            if (escaped.IsEmpty)
            {
                return true;
            }

            if (escaped[1] != (byte)'u')
            {
                text[length++] = Simple(escaped[1]);
                escaped = escaped[2..];
                continue;
            }

            var unit = Unit(escaped);
            escaped = escaped[6..];
            if (!Rune.TryCreate(unit, out var rune))
            {
                if (!escaped.StartsWith("\\u"u8) || !Rune.TryCreate(unit, Unit(escaped), out rune))
                {
                    return false;
                }

                escaped = escaped[6..];
            }

            length += rune.EncodeToUtf8(text[length..]);
        }

        return true;
    }

    private static byte Simple(byte kind) => kind switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => kind,
    };

    private static char Unit(ReadOnlySpan<byte> escape)
        => Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'X') ? (char)unit : default;
}
