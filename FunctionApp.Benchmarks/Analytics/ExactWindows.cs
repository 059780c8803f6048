namespace FunctionApp.Benchmarks.Analytics;

/// <summary>The true answers, by keeping every value of the current minute. Events come in order of time.</summary>
internal sealed class ExactWindows
{
    private readonly List<WindowAnswer> _answers = [];
    private readonly List<double> _values = [];
    private readonly HashSet<string> _uniques = [];
    private readonly Dictionary<string, int> _top = [];
    private long _start;
    private long _count;

    public void Add(DateTimeOffset time, double? value, string unique, string top)
    {
        var milliseconds = time.ToUnixTimeMilliseconds();
        var start = milliseconds - (milliseconds % 60_000);
        if (start != _start)
        {
            Close();
            _start = start;
        }

        _count++;
        _uniques.Add(unique);
        _top[top] = _top.GetValueOrDefault(top) + 1;
        if (value is { } number)
        {
            _values.Add(number);
        }
    }

    public IReadOnlyList<WindowAnswer> Complete()
    {
        Close();
        return _answers;
    }

    private void Close()
    {
        if (_count == 0)
        {
            return;
        }

        _values.Sort();
        var top = _top.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(10).Select(pair => pair.Key);
        _answers.Add(new(_start, _count, _uniques.Count, [.. new[] { 0.5, 0.95, 0.99 }.Select(q => _values[(int)(q * (_values.Count - 1))])], [.. top]));
        _count = 0;
        _values.Clear();
        _uniques.Clear();
        _top.Clear();
    }
}
