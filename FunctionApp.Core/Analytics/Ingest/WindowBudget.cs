namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Counts the windows that the events of a batch are in, so that a few bytes of text cannot make a blob for every hour of ten thousand years.</summary>
/// <param name="window">The length of a window.</param>
/// <param name="most">How many different windows there may be.</param>
internal sealed class WindowBudget(TimeSpan window, int most)
{
    private readonly HashSet<long> _windows = [];
    private long _last = -1;

    /// <summary>Whether an event can be counted.</summary>
    /// <param name="utcTicks">Its time.</param>
    /// <returns>False when its window would be one too many.</returns>
    public bool TryEnter(long utcTicks)
    {
        var number = utcTicks / window.Ticks;
        if (number == _last || _windows.Contains(number))
        {
            _last = number;
            return true;
        }

        if (_windows.Count == most)
        {
            return false;
        }

        _windows.Add(_last = number);
        return true;
    }
}
