namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>A JSON array, one event an element. Elements are only told apart here; whether they are valid is seen later.</summary>
/// <remarks>After a fault between elements nothing that follows can be trusted: it is one more rejection, and the end.</remarks>
internal sealed class ArrayReader(Stream content, int maxElementBytes) : IEventReader
{
    private readonly ReadBuffer _buffer = new(content);
    private Place _place = Place.Start;
    private long _element;
    private int _scanned;
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;
    private bool _isTooLong;

    /// <summary>Where in the array the next byte is.</summary>
    private enum Place
    {
        Start,
        AfterBracket,
        AfterComma,
        InElement,
        AfterElement,
        AfterArray,
        Over,
    }

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
        while (_place is not Place.Over)
        {
            if (_place is Place.InElement)
            {
                return TryEndElement(out record);
            }

            var white = _buffer.Unread.IndexOfAnyExcept(" \t\r\n"u8);
            _buffer.Skip(white < 0 ? _buffer.Unread.Length : white);
            if (_buffer.Unread.IsEmpty)
            {
                if (_buffer.IsAtEnd && _place is not Place.AfterArray)
                {
                    return Fault("The array does not end.", out record);
                }

                break;
            }

            if (!Step(_buffer.Unread[0]))
            {
                return Fault("The array is malformed here, and could not be read on.", out record);
            }
        }

        record = default;
        return false;
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>Takes a byte between elements.</summary>
    /// <returns>False when it may not be there.</returns>
    private bool Step(byte next)
    {
        (var isFine, _place, var isTaken) = (_place, next) switch
        {
            (Place.Start, (byte)'[') => (true, Place.AfterBracket, true),
            (Place.AfterBracket, (byte)']') or (Place.AfterElement, (byte)']') => (true, Place.AfterArray, true),
            (Place.AfterElement, (byte)',') => (true, Place.AfterComma, true),
            (Place.AfterBracket or Place.AfterComma, not ((byte)',' or (byte)']')) => (true, Place.InElement, false),
            _ => (false, _place, false),
        };
        _buffer.Skip(isTaken ? 1 : 0);
        return isFine;
    }

    private bool TryEndElement(out EventRecord record)
    {
        var unread = _buffer.Unread;
        for (; _scanned < unread.Length; _scanned++)
        {
            if (Ends(unread[_scanned]))
            {
                var element = unread[.._scanned];
                _buffer.Skip(_scanned);
                record = _isTooLong || element.Length > maxElementBytes
                    ? new(++_element, [], Rejections.TooLong(maxElementBytes))
                    : new(++_element, element);
                _place = Place.AfterElement;
                (_scanned, _isTooLong) = (0, false);
                return true;
            }
        }

        if (_buffer.IsAtEnd)
        {
            return Fault("The array does not end.", out record);
        }

        if (unread.Length > maxElementBytes)
        {
            _isTooLong = true;
            _buffer.Skip(unread.Length);
            _scanned = 0;
        }

        record = default;
        return false;
    }

    /// <summary>Whether an element ends before this byte: at a comma or bracket that is not inside it.</summary>
    private bool Ends(byte next)
    {
        if (_isInString)
        {
            (_isInString, _isEscaped) = (_isEscaped || next != (byte)'"', !_isEscaped && next == (byte)'\\');
            return false;
        }

        switch (next)
        {
            case (byte)'"':
                _isInString = true;
                return false;
            case (byte)'{' or (byte)'[':
                _depth++;
                return false;
            case (byte)']' when _depth == 0:
            case (byte)',' when _depth == 0:
                return true;
            case (byte)'}' or (byte)']':
                _depth = Math.Max(0, _depth - 1);
                return false;
            default:
                return false;
        }
    }

    private bool Fault(string reason, out EventRecord record)
    {
        _place = Place.Over;
        record = new(++_element, [], reason);
        return true;
    }
}
