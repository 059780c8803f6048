using System.Runtime.CompilerServices;
using System.Text;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Computes windows from events: canonical NDJSON in, one <see cref="WindowAggregate"/> for each window and event type out.</summary>
/// <remarks>Feed it lines, take <see cref="Result"/>. Not safe for use by several threads at once: use one each, and merge.</remarks>
public sealed class SegmentAggregator
{
    private readonly StreamSettings _settings;
    private readonly SegmentAggregatorOptions _options;
    private readonly EventScanner _scanner;
    private readonly Dictionary<byte[], TypeWindows> _types = new(Utf8Comparer.Ordinal);
    private readonly Dictionary<byte[], TypeWindows>.AlternateLookup<ReadOnlySpan<byte>> _typesByUtf8;
    private readonly TypeWindows _otherTypes;
    private readonly SegmentAggregate _result = new();
    private readonly int _valueField;
    private readonly int _uniqueField;
    private readonly int _topField;
    private readonly long _acceptFrom;
    private long _line;
    private long _first = long.MaxValue;
    private long _last = long.MinValue;

    /// <summary>Creates an aggregator without events.</summary>
    /// <param name="settings">What is computed.</param>
    /// <param name="options">Which events count; all when null.</param>
    public SegmentAggregator(StreamSettings settings, SegmentAggregatorOptions? options = null)
    {
        _settings = settings;
        _options = options ?? new();
        _acceptFrom = _options.AcceptFrom?.UtcTicks ?? long.MinValue;
        _typesByUtf8 = _types.GetAlternateLookup<ReadOnlySpan<byte>>();
        _otherTypes = new(WindowKey.OtherTypes);

        var fields = new List<string>();
        _valueField = Want(settings.Value);
        _uniqueField = Want(settings.Unique);
        _topField = fields.Count;
        fields.AddRange(settings.TopK);
        _scanner = new(fields);

        int Want(string? path)
        {
            if (path is not null)
            {
                fields.Add(path);
            }

            return path is null ? -1 : fields.Count - 1;
        }
    }

    /// <summary>What was computed of the lines so far.</summary>
    public SegmentAggregate Result
    {
        get
        {
            if (_first <= _last)
            {
                _result.Extend(new(_first, TimeSpan.Zero), new(_last, TimeSpan.Zero));
            }

            return _result;
        }
    }

    /// <summary>Computes the windows of a whole segment.</summary>
    /// <param name="segment">NDJSON: one CloudEvent a line.</param>
    /// <param name="settings">What is computed.</param>
    /// <param name="options">Which events count; all when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SegmentAggregate> AggregateAsync(
        Stream segment, StreamSettings settings, SegmentAggregatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var aggregator = new SegmentAggregator(settings, options);
        using var lines = new LineReader(segment);
        while (await lines.ReadAsync(cancellationToken))
        {
            aggregator.Skip(lines.SkippedLines);
            aggregator.Add(lines.Block.Span);
        }

        return aggregator.Result;
    }

    /// <summary>Counts the events of some lines.</summary>
    /// <param name="lines">Whole lines; the last may lack its line feed. Blank lines are no lines.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> lines)
    {
        var events = new EventLines(lines, _scanner);
        while (events.MoveNext())
        {
            if (events.Fault != LineFault.None)
            {
                _result.Reject(_line + events.Number, events.Fault.Reason());
            }
            else if (events.UtcTicks < _acceptFrom)
            {
                _result.Late++;
                _options.OnLate?.Invoke(events.Line);
            }
            else
            {
                _result.Events++;
                Add(events.Line, events.UtcTicks);
            }
        }

        _line += events.Number;
    }

    /// <summary>Rejects lines that were left out because they are too long.</summary>
    internal void Skip(int lines)
    {
        for (; lines > 0; lines--)
        {
            _result.Reject(++_line, LineFault.TooLong.Reason());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<byte> line, long utcTicks)
    {
        _first = Math.Min(_first, utcTicks);
        _last = Math.Max(_last, utcTicks);
        var window = WindowOf(TypeOf(line), utcTicks);
        window.AddEvent();
        if (_valueField >= 0 && _scanner.TryGetNumber(line, _valueField, out var value))
        {
            window.AddValue(value);
        }

        if (_uniqueField >= 0 && _scanner.TryGetText(line, _uniqueField, out var unique))
        {
            window.AddUnique(unique);
        }

        for (var i = 0; i < _settings.TopK.Count; i++)
        {
            if (_scanner.TryGetText(line, _topField + i, out var text))
            {
                window.AddTop(i, text);
            }
        }
    }

    private TypeWindows TypeOf(ReadOnlySpan<byte> line)
    {
        var type = _scanner.Type(line);
        if (_typesByUtf8.TryGetValue(type, out var windows))
        {
            return windows;
        }

        return _types.Count < _options.MaxTypes ? _typesByUtf8[type] = new(Encoding.UTF8.GetString(type)) : _otherTypes;
    }

    private WindowAggregate WindowOf(TypeWindows type, long utcTicks)
    {
        if (type.Find(utcTicks) is { } current)
        {
            return current;
        }

        var length = _settings.Window.Ticks;
        var start = utcTicks - (utcTicks % length);
        var key = new WindowKey(new(start, TimeSpan.Zero), type.Type);
        return type.MoveTo(start, length, _result.Windows.GetValueOrDefault(key) ?? _result.AddWindow(key, new(_settings.TopK)));
    }
}
