namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>NDJSON: lines of text, one event each. Ends are LF or CRLF; empty lines are no lines.</summary>
internal sealed class NdjsonReader(Stream content, int maxLineBytes) : IEventReader
{
    private readonly ReadBuffer _buffer = new(content);
    private long _line;
    private int _searched;
    private bool _isSkipping;

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
        while (true)
        {
            var unread = _buffer.Unread;
            var end = unread[_searched..].IndexOf((byte)'\n');
            if (end < 0 && !_buffer.IsAtEnd)
            {
                LeaveForLater(unread);
                record = default;
                return false;
            }

            var length = end < 0 ? unread.Length : _searched + end;
            if (end < 0 && length == 0 && !_isSkipping)
            {
                record = default;
                return false;
            }

            _line++;
            _buffer.Skip(end < 0 ? length : length + 1);
            _searched = 0;
            var line = unread[..length].Trim(" \t\r"u8);
            if (_isSkipping || line.Length > maxLineBytes)
            {
                _isSkipping = false;
                record = new(_line, [], Rejections.TooLong(maxLineBytes));
                return true;
            }

            if (_line == 1 && line.StartsWith("\uFEFF"u8))
            {
                line = line["\uFEFF"u8.Length..];
            }

            if (!line.IsEmpty)
            {
                record = new(_line, line);
                return true;
            }
        }
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>Remembers how far was searched. Of a line that is too long only its end is still of interest.</summary>
    private void LeaveForLater(ReadOnlySpan<byte> unread)
    {
        _searched = unread.Length;
        if (_isSkipping || unread.Length > maxLineBytes + 2)
        {
            _isSkipping = true;
            _buffer.Skip(unread.Length);
            _searched = 0;
        }
    }
}
