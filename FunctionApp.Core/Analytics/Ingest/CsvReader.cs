using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Comma-separated values (RFC 4180) with a header, one event a record.</summary>
/// <remarks>
/// The columns id, source, type, time and subject are the attributes of that name; every other column is a field of data, a column
/// <c>data.x</c> the field x. What looks like a JSON number, true or false is one; an empty field is absent.
/// </remarks>
internal sealed class CsvReader(Stream content, int maxRecordBytes) : IEventReader
{
    private static readonly SearchValues<string> Attributes = SearchValues.Create(["id", "source", "type", "time", "subject"], StringComparison.Ordinal);

    private readonly ReadBuffer _buffer = new(content);
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly List<byte[]> _fields = [];
    private List<string>? _columns;
    private long _line;
    private long _nextLine = 1;
    private long _newlines;
    private int _scanned;
    private bool _isQuoted;
    private bool _isAtFieldStart = true;
    private bool _isTooLong;
    private bool _isOver;

    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_buffer.IsAtEnd)
        {
            return false;
        }

        await _buffer.ReadMoreAsync(cancellationToken);
        return true;
    }

    public bool TryRead(out EventRecord record)
    {
        while (!_isOver && TryTakeRecord(out var bytes, out var isTooLong))
        {
            if (isTooLong)
            {
                record = new(_line, [], Rejections.TooLong(maxRecordBytes));
                _isOver = _columns is null;
                return true;
            }

            if (_line == 1 && bytes.StartsWith("\uFEFF"u8))
            {
                bytes = bytes["\uFEFF"u8.Length..];
            }

            if (bytes.IsEmpty)
            {
                continue;
            }

            if (!Utf8.IsValid(bytes))
            {
                record = new(_line, [], Rejections.NotUtf8);
                _isOver = _columns is null;
                return true;
            }

            Split(bytes);
            if (_columns is null)
            {
                _columns = [.. _fields.Select(field => Encoding.UTF8.GetString(field).Trim())];
                if (HeaderFault() is { } fault)
                {
                    _isOver = true;
                    record = new(_line, [], fault);
                    return true;
                }

                continue;
            }

            if (_fields.Count != _columns.Count)
            {
                record = new(_line, [], $"It has {_fields.Count} columns; the header has {_columns.Count}.");
                return true;
            }

            WriteJson();
            record = new(_line, _json.WrittenSpan);
            return true;
        }

        record = default;
        return false;
    }

    public void Dispose() => _buffer.Dispose();

    private string? HeaderFault()
    {
        var names = _columns!.ConvertAll(FieldName);
        return names.Exists(name => name.Length == 0) || names.Distinct(StringComparer.Ordinal).Count() != names.Count
            ? "The header has a column without a name, or two of one name; no record after it can be read."
            : null;
    }

    private static string FieldName(string column) => column.StartsWith("data.", StringComparison.Ordinal) ? column["data.".Length..] : column;

    /// <summary>Takes the bytes up to the next line end that is not inside quotes.</summary>
    private bool TryTakeRecord(out ReadOnlySpan<byte> record, out bool isTooLong)
    {
        var unread = _buffer.Unread;
        for (; _scanned < unread.Length; _scanned++)
        {
            var next = unread[_scanned];
            if (next == (byte)'\n')
            {
                _newlines++;
                if (!_isQuoted || _isTooLong || _scanned > maxRecordBytes)
                {
                    return Take(unread, _scanned, _scanned + 1, out record, out isTooLong);
                }
            }
            else if (next == (byte)'"' && (_isQuoted || _isAtFieldStart))
            {
                // A doubled quote closes and opens again, which comes to the same.
                _isQuoted = !_isQuoted;
                _isAtFieldStart = !_isQuoted;
                continue;
            }

            _isAtFieldStart = !_isQuoted && next == (byte)',';
        }

        if (_buffer.IsAtEnd && (unread.Length > 0 || _isTooLong))
        {
            return Take(unread, unread.Length, unread.Length, out record, out isTooLong);
        }

        if (unread.Length > maxRecordBytes + 2)
        {
            _isTooLong = true;
            _buffer.Skip(unread.Length);
            _scanned = 0;
        }

        record = default;
        isTooLong = false;
        return false;
    }

    private bool Take(ReadOnlySpan<byte> unread, int length, int taken, out ReadOnlySpan<byte> record, out bool isTooLong)
    {
        record = unread[..length].TrimEnd((byte)'\r');
        isTooLong = _isTooLong || record.Length > maxRecordBytes;
        _buffer.Skip(taken);
        (_line, _nextLine) = (_nextLine, _newlines + 1);
        (_scanned, _isQuoted, _isAtFieldStart, _isTooLong) = (0, false, true, false);
        return true;
    }

    private void Split(ReadOnlySpan<byte> record)
    {
        _fields.Clear();
        while (true)
        {
            if (!record.IsEmpty && record[0] == (byte)'"')
            {
                record = Unquote(record[1..]);
            }
            else
            {
                var comma = record.IndexOf((byte)',');
                _fields.Add(record[..(comma < 0 ? record.Length : comma)].ToArray());
                record = comma < 0 ? default : record[comma..];
            }

            if (record.IsEmpty)
            {
                return;
            }

            record = record[1..];
        }
    }

    /// <summary>Takes a quoted field, and what stands between its closing quote and the comma.</summary>
    /// <returns>From the comma on.</returns>
    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> rest)
    {
        var field = new ArrayBufferWriter<byte>(Math.Max(1, rest.Length));
        while (true)
        {
            var quote = rest.IndexOf((byte)'"');
            field.Write(rest[..(quote < 0 ? rest.Length : quote)]);
            rest = quote < 0 ? default : rest[(quote + 1)..];
            if (rest.IsEmpty || rest[0] != (byte)'"')
            {
                break;
            }

            field.Write("\""u8);
            rest = rest[1..];
        }

        var comma = rest.IndexOf((byte)',');
        field.Write(rest[..(comma < 0 ? rest.Length : comma)]);
        _fields.Add(field.WrittenSpan.ToArray());
        return comma < 0 ? default : rest[comma..];
    }

    private void WriteJson()
    {
        _json.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_json, new() { SkipValidation = true });
        writer.WriteStartObject();
        for (var i = 0; i < _columns!.Count; i++)
        {
            if (_fields[i].Length > 0 && Attributes.Contains(_columns[i]))
            {
                writer.WriteString(_columns[i], _fields[i]);
            }
        }

        writer.WriteStartObject("data");
        for (var i = 0; i < _columns.Count; i++)
        {
            if (_fields[i].Length > 0 && !Attributes.Contains(_columns[i]))
            {
                writer.WritePropertyName(FieldName(_columns[i]));
                WriteValue(writer, _fields[i]);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, ReadOnlySpan<byte> field)
    {
        if (field.SequenceEqual("true"u8) || field.SequenceEqual("false"u8))
        {
            writer.WriteBooleanValue(field.Length == "true"u8.Length);
        }
        else if (JsonScanner.IsNumber(field) && Utf8Parser.TryParse(field, out double number, out var read) && read == field.Length && double.IsFinite(number))
        {
            writer.WriteRawValue(field, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(field);
        }
    }
}
