namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>The windows of one event type, and the one that events fall into at the moment.</summary>
internal sealed class TypeWindows(string type)
{
    private long _start;
    private long _end;
    private WindowAggregate? _current;

    /// <summary>The type.</summary>
    public string Type => type;

    /// <summary>The window of a moment, if the event before it fell there too.</summary>
    public WindowAggregate? Find(long utcTicks) => utcTicks >= _start && utcTicks < _end ? _current : null;

    /// <summary>Remembers the window that events fall into.</summary>
    public WindowAggregate MoveTo(long start, long length, WindowAggregate window)
    {
        (_start, _end, _current) = (start, start + length, window);
        return window;
    }
}
