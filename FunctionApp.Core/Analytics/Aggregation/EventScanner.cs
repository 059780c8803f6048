using System.Runtime.CompilerServices;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Reads events off lines of JSON: their type, their time, and the fields that are asked for. Allocates nothing.</summary>
/// <remarks>
/// <para>
/// Accepts what RFC 8259 accepts: any order of names, any white space, escapes in names and texts, up to <see cref="MaxDepth"/> levels. Of
/// names that are there twice, the last counts. Everything else is refused with a <see cref="LineFault"/>, never with an exception.
/// </para>
/// <para>
/// A line that is written like one before (<see cref="LineShapes"/>) is read by comparing bytes, another by grammar; what is read is the same.
/// </para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
internal sealed class EventScanner
{
    /// <summary>The most objects and arrays inside each other, the event itself included.</summary>
    public const int MaxDepth = 64;

    private const int TypeField = 0;
    private const int TimeField = 1;

    private readonly FieldNode _root;
    private readonly int[] _slots;
    private readonly FieldValue[] _values;
    private readonly LineShapes _shapes = new();
    private readonly ShapeStep[] _steps = new ShapeStep[LineShapes.MaxSteps];
    private int _stepCount;
    private byte[] _unescaped = new byte[256];
    private byte[] _name = new byte[256];
    private readonly byte[] _minute = new byte[16];
    private long _minuteTicks;
    private LineFault _fault;

    /// <summary>Creates a scanner.</summary>
    /// <param name="fields">Paths of the fields to find, with dots between names.</param>
    public EventScanner(IEnumerable<string> fields)
    {
        _root = FieldNode.Of(["type", "time", .. fields], out _slots, out var count);
        _values = new FieldValue[count];
    }

    /// <summary>Reads one line.</summary>
    /// <param name="line">Without its line feed. It is known to be UTF-8; see <see cref="JsonBytes.IsUtf8"/>.</param>
    /// <param name="utcTicks">The event's time.</param>
    /// <returns>What is wrong with it, if anything.</returns>
    public LineFault Scan(ReadOnlySpan<byte> line, out long utcTicks)
        => TryScanFamiliar(line, out var length, out var fault, out utcTicks) && length == line.Length ? fault : ScanByGrammar(line, out utcTicks);

    /// <summary>Reads the first of some lines, if it is written like one that was read before.</summary>
    /// <param name="lines">Known to be UTF-8.</param>
    /// <param name="length">Bytes of the line, without its line feed.</param>
    /// <param name="fault">What is wrong with it, if anything.</param>
    /// <param name="utcTicks">The event's time.</param>
    public bool TryScanFamiliar(ReadOnlySpan<byte> lines, out int length, out LineFault fault, out long utcTicks)
    {
        if (_shapes.IsTrusted)
        {
            Array.Clear(_values);
            if (_shapes.TryRead(lines, _values, out length))
            {
                fault = Judge(lines, out utcTicks);
                return true;
            }
        }

        (length, fault, utcTicks) = (0, LineFault.None, 0);
        return false;
    }

    /// <summary>Reads one line that is not <see cref="TryScanFamiliar">familiar</see>; the next like it is.</summary>
    /// <param name="line">Without its line feed. It is known to be UTF-8.</param>
    /// <param name="utcTicks">The event's time.</param>
    /// <returns>What is wrong with it, if anything.</returns>
    public LineFault ScanByGrammar(ReadOnlySpan<byte> line, out long utcTicks)
    {
        Array.Clear(_values);
        _stepCount = 0;
        utcTicks = 0;
        _fault = LineFault.NotJson;
        var at = 0;
        JsonBytes.SkipSpace(line, ref at);
        if (at < line.Length && line[at] != '{')
        {
            return LineFault.NotAnObject;
        }

        if (!TryReadValue(line, ref at, _root, depth: 0))
        {
            return _fault;
        }

        JsonBytes.SkipSpace(line, ref at);
        if (at < line.Length)
        {
            return LineFault.NotJson;
        }

        Note(new(at, at, ShapeToken.End, Slot: -1));
        if (_shapes.IsTrusted && _stepCount <= _steps.Length)
        {
            _shapes.Add(line, _steps.AsSpan(0, _stepCount));
        }

        _shapes.Miss();
        return Judge(line, out utcTicks);
    }

    /// <summary>The type of the event.</summary>
    /// <param name="line">The line that was read last.</param>
    /// <returns>Valid until the next text is asked for.</returns>
    public ReadOnlySpan<byte> Type(ReadOnlySpan<byte> line) => Text(line, _values[_slots[TypeField]]);

    /// <summary>What a field has.</summary>
    /// <param name="field">Its position among the fields to find.</param>
    public FieldKind Kind(int field) => Value(field).Kind;

    /// <summary>A field as text: a text without escapes, a number or a truth value as it is spelled.</summary>
    /// <param name="line">The line that was read last.</param>
    /// <param name="field">Its position among the fields to find.</param>
    /// <param name="text">Valid until the next text is asked for.</param>
    /// <returns>False when there is none.</returns>
    public bool TryGetText(ReadOnlySpan<byte> line, int field, out ReadOnlySpan<byte> text)
    {
        var value = Value(field);
        if (value.Kind is FieldKind.Text or FieldKind.Number or FieldKind.Boolean)
        {
            text = Text(line, value);
            return true;
        }

        text = default;
        return false;
    }

    /// <summary>A field as a number.</summary>
    /// <param name="line">The line that was read last.</param>
    /// <param name="field">Its position among the fields to find.</param>
    /// <param name="number">Finite.</param>
    /// <returns>False when it is none, or beyond the range of doubles.</returns>
    public bool TryGetNumber(ReadOnlySpan<byte> line, int field, out double number)
    {
        var value = Value(field);
        if (value.Kind == FieldKind.Number)
        {
            return JsonBytes.TryReadDouble(line.Slice(value.Start, value.Length), out number);
        }

        number = 0;
        return false;
    }

    private FieldValue Value(int field) => _values[_slots[field + TimeField + 1]];

    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> line, FieldValue value)
    {
        var text = line.Slice(value.Start, value.Length);
        return value.IsEscaped ? Unescape(text, ref _unescaped) : text;
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text, ref byte[] buffer)
    {
        if (buffer.Length < text.Length)
        {
            buffer = new byte[text.Length];
        }

        return buffer.AsSpan(0, JsonBytes.Unescape(text, buffer));
    }

    /// <summary>Whether a well-formed line is an event.</summary>
    private LineFault Judge(ReadOnlySpan<byte> line, out long utcTicks)
    {
        utcTicks = 0;
        if (_values[_slots[TypeField]] is not { Kind: FieldKind.Text, Length: > 0 })
        {
            return LineFault.NoType;
        }

        var time = _values[_slots[TimeField]];
        return time.Kind == FieldKind.Text && TryReadTime(Text(line, time), out utcTicks) ? LineFault.None : LineFault.NoTime;
    }

    /// <summary>Events in a row mostly share their minute, so that is worked out once.</summary>
    private bool TryReadTime(ReadOnlySpan<byte> text, out long utcTicks)
    {
        utcTicks = _minuteTicks;
        if (text.Length > _minute.Length + 3 && Rfc3339.MinutePart(text).SequenceEqual(_minute))
        {
            return Rfc3339.TryParseRest(text, ref utcTicks);
        }

        if (!Rfc3339.TryParseMinute(text, out utcTicks))
        {
            return false;
        }

        Rfc3339.MinutePart(text).CopyTo(_minute);
        _minuteTicks = utcTicks;
        return Rfc3339.TryParseRest(text, ref utcTicks);
    }

    /// <summary>Reads any value; what is wanted of it is remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadValue(ReadOnlySpan<byte> line, ref int at, FieldNode? node, int depth)
    {
        if (at >= line.Length)
        {
            return false;
        }

        var start = at;
        switch (line[at])
        {
            case (byte)'"':
                at++;
                if (!JsonBytes.TryReadText(line, ref at, out var escaped))
                {
                    return false;
                }

                Keep(node, new(start + 1, at - start - 1, FieldKind.Text, escaped), ShapeToken.Text);
                at++;
                return true;
            case (byte)'{':
                Keep(node, new(start + 1, 0, FieldKind.Composite), ShapeToken.Composite);
                return TryReadObject(line, ref at, node is { HasChildren: true } ? node : null, depth + 1);
            case (byte)'[':
                Keep(node, new(start + 1, 0, FieldKind.Composite), ShapeToken.Composite);
                return TryReadArray(line, ref at, depth + 1);
            default:
                if (!JsonBytes.TrySkipBare(line, ref at, out var kind))
                {
                    return false;
                }

                Keep(node, new(start, at - start, kind), ShapeToken.Bare);
                return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Keep(FieldNode? node, FieldValue value, ShapeToken token)
    {
        var slot = node?.Slot ?? -1;
        if (slot >= 0)
        {
            _values[slot] = value;
        }

        // Where objects and arrays begin is no different from line to line: those that are not wanted are no step.
        if (token != ShapeToken.Composite || slot >= 0)
        {
            Note(new(value.Start, value.Start + value.Length, token, slot));
        }
    }

    /// <summary>Notes a step of the line; of a line with too many it only counts them.</summary>
    private void Note(ShapeStep step)
    {
        if (_stepCount < _steps.Length)
        {
            _steps[_stepCount] = step;
        }

        _stepCount++;
    }

    /// <summary>Of names that are there twice, the last counts: what was kept of a field and of those inside is not wanted any more.</summary>
    private void Forget(FieldNode field)
    {
        if (!field.Clear(_values))
        {
            return;
        }

        foreach (ref var step in _steps.AsSpan(0, Math.Min(_stepCount, _steps.Length)))
        {
            if (step.Slot >= 0 && _values[step.Slot] == default)
            {
                step = step with { Slot = -1 };
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadObject(ReadOnlySpan<byte> line, ref int at, FieldNode? node, int depth)
    {
        if (depth > MaxDepth)
        {
            _fault = LineFault.TooDeep;
            return false;
        }

        at++;
        JsonBytes.SkipSpace(line, ref at);
        if (at < line.Length && line[at] == '}')
        {
            at++;
            return true;
        }

        while (at < line.Length && line[at] == '"')
        {
            var start = ++at;
            if (!JsonBytes.TryReadText(line, ref at, out var escaped))
            {
                return false;
            }

            var name = line[start..at++];
            var child = node?.Find(escaped ? Unescape(name, ref _name) : name);
            if (child is not null)
            {
                Forget(child);
            }

            JsonBytes.SkipSpace(line, ref at);
            if (at >= line.Length || line[at++] != ':')
            {
                return false;
            }

            JsonBytes.SkipSpace(line, ref at);
            if (!TryReadValue(line, ref at, child, depth))
            {
                return false;
            }

            if (!TryReadSeparator(line, ref at, (byte)'}', out var ended) || ended)
            {
                return ended;
            }
        }

        return false;
    }

    private bool TryReadArray(ReadOnlySpan<byte> line, ref int at, int depth)
    {
        if (depth > MaxDepth)
        {
            _fault = LineFault.TooDeep;
            return false;
        }

        at++;
        JsonBytes.SkipSpace(line, ref at);
        if (at < line.Length && line[at] == ']')
        {
            at++;
            return true;
        }

        while (TryReadValue(line, ref at, node: null, depth))
        {
            if (!TryReadSeparator(line, ref at, (byte)']', out var ended) || ended)
            {
                return ended;
            }
        }

        return false;
    }

    /// <summary>Reads a comma, or the end of the object or array.</summary>
    private static bool TryReadSeparator(ReadOnlySpan<byte> line, ref int at, byte end, out bool ended)
    {
        JsonBytes.SkipSpace(line, ref at);
        ended = at < line.Length && line[at] == end;
        if (ended)
        {
            at++;
            return true;
        }

        if (at >= line.Length || line[at] != ',')
        {
            return false;
        }

        at++;
        JsonBytes.SkipSpace(line, ref at);
        return true;
    }
}
