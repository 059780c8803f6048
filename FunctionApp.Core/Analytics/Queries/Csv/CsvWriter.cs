using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FunctionApp.Core.Analytics.Queries.Csv;

/// <summary>Writes comma-separated values (RFC 4180) in UTF-8.</summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises against formula injection; numbers do not
/// need it.
/// </remarks>
/// <param name="output">Where the bytes go.</param>
internal sealed class CsvWriter(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",\r\n");
    private static readonly SearchValues<char> BeginFormulas = SearchValues.Create("=+-@\t\r");

    private bool _isFirst = true;

    /// <summary>Writes a row of texts.</summary>
    public void Header(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Text(name);
        }

        EndRow();
    }

    /// <summary>Writes a text; nothing for null.</summary>
    public void Text(string? text)
    {
        Separate();
        if (text is not { Length: > 0 })
        {
            return;
        }

        if (BeginFormulas.Contains(text[0]))
        {
            text = $"'{text}";
        }

        if (text.AsSpan().ContainsAny(NeedQuotes) || text[0] == ' ' || text[^1] == ' ')
        {
            text = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }

        Encoding.UTF8.GetBytes(text, output);
    }

    /// <summary>Writes a number so that reading it gives the same; nothing for null and for what is no number.</summary>
    public void Number(double? number)
    {
        Separate();
        if (number is { } value && double.IsFinite(value))
        {
            Utf8Formatter.TryFormat(value, output.GetSpan(32), out var written);
            output.Advance(written);
        }
    }

    /// <summary>Writes a whole number.</summary>
    public void Number(long number)
    {
        Separate();
        Utf8Formatter.TryFormat(number, output.GetSpan(32), out var written);
        output.Advance(written);
    }

    /// <summary>Writes a moment in ISO 8601, UTC.</summary>
    public void Moment(DateTimeOffset moment)
    {
        Separate();
        output.Write(Encoding.ASCII.GetBytes(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)));
    }

    /// <summary>Writes true or false.</summary>
    public void Boolean(bool value)
    {
        Separate();
        output.Write(value ? "true"u8 : "false"u8);
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        output.Write("\r\n"u8);
        _isFirst = true;
    }

    private void Separate()
    {
        if (!_isFirst)
        {
            output.Write(","u8);
        }

        _isFirst = false;
    }
}
