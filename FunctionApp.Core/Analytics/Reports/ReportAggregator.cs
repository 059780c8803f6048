using System.Runtime.CompilerServices;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Answers a report's question about some lines. Not safe for use by several threads at once: use one each, and merge.</summary>
internal sealed class ReportAggregator
{
    private readonly List<string> _fields = [];
    private readonly EventScanner _scanner;
    private readonly FilterCheck[] _filters;
    private readonly int[] _groupFields;
    private readonly int[] _topFields;
    private readonly int _valueField;
    private readonly int _uniqueField;
    private readonly IReadOnlyList<string> _topPaths;
    private readonly long _from;
    private readonly long _to;
    private readonly long _interval;
    private readonly byte[] _key = new byte[GroupKey.MaxLength];
    private readonly byte[] _lastKey = new byte[GroupKey.MaxLength];
    private int _lastKeyLength;
    private WindowAggregate? _last;
    private long _start;

    /// <param name="question">With nothing left open.</param>
    public ReportAggregator(ReportQuestion question)
    {
        _groupFields = [.. question.GroupBy.Select(Want)];
        _filters = [.. question.Filters.Select(filter => new FilterCheck(filter, Want(filter.Field)))];
        _topPaths = question.TopK ?? [];
        _topFields = [.. _topPaths.Select(Want)];
        _valueField = question.Value is { } value ? Want(value) : -1;
        _uniqueField = question.Unique is { } unique ? Want(unique) : -1;
        _from = question.From!.Value.UtcTicks;
        _to = question.To!.Value.UtcTicks;
        _interval = question.Interval?.Ticks ?? 0;
        _scanner = new(_fields);
    }

    /// <summary>The answer so far.</summary>
    public ReportGroups Groups { get; } = new();

    /// <summary>Answers for a whole stream of lines.</summary>
    /// <param name="lines">NDJSON: one CloudEvent a line.</param>
    /// <param name="limits">When to stop.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why the report cannot be made; null when all is well.</returns>
    public async Task<string?> AddAsync(Stream lines, ReportOptions limits, CancellationToken cancellationToken)
    {
        using var reader = new LineReader(lines);
        while (await reader.ReadAsync(cancellationToken))
        {
            Groups.Rejected += reader.SkippedLines;
            Add(reader.Block.Span);
            if (Groups.Refusal(limits) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Answers for some lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> lines)
    {
        var events = new EventLines(lines, _scanner);
        while (events.MoveNext())
        {
            if (events.Fault != LineFault.None)
            {
                Groups.Rejected++;
            }
            else if (events.UtcTicks < _from || events.UtcTicks >= _to)
            {
                Groups.Outside++;
            }
            else if (!PassesFilters(events.Line))
            {
                Groups.Filtered++;
            }
            else
            {
                Groups.Matched++;
                AddTo(GroupOf(events.Line, events.UtcTicks), events.Line);
            }
        }
    }

    private int Want(string path)
    {
        _fields.Add(path);
        return _fields.Count - 1;
    }

    private bool PassesFilters(ReadOnlySpan<byte> line)
    {
        foreach (var filter in _filters)
        {
            if (!filter.Holds(_scanner, line))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Events in a row are often of the same group, above all when only time tells groups apart.</summary>
    private WindowAggregate GroupOf(ReadOnlySpan<byte> line, long utcTicks)
    {
        if (_interval > 0 && (ulong)(utcTicks - _start) >= (ulong)_interval)
        {
            _start = utcTicks - (utcTicks % _interval);
        }

        var length = GroupKey.WriteStart(_key, _start);
        foreach (var field in _groupFields)
        {
            length += _scanner.TryGetText(line, field, out var text) ? GroupKey.WriteValue(_key.AsSpan(length), text) : GroupKey.WriteAbsent(_key.AsSpan(length));
        }

        var key = _key.AsSpan(0, length);
        if (_last is null || !key.SequenceEqual(_lastKey.AsSpan(0, _lastKeyLength)))
        {
            _last = Groups.Find(key, _topPaths);
            key.CopyTo(_lastKey);
            _lastKeyLength = length;
        }

        return _last;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTo(WindowAggregate group, ReadOnlySpan<byte> line)
    {
        group.AddEvent();
        if (_valueField >= 0 && _scanner.TryGetNumber(line, _valueField, out var value))
        {
            group.AddValue(value);
        }

        if (_uniqueField >= 0 && _scanner.TryGetText(line, _uniqueField, out var unique))
        {
            group.AddUnique(unique);
        }

        for (var i = 0; i < _topFields.Length; i++)
        {
            if (_scanner.TryGetText(line, _topFields[i], out var text))
            {
                group.AddTop(i, text);
            }
        }
    }
}
