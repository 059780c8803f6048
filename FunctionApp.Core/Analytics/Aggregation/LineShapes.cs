using System.Runtime.CompilerServices;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>How the lines so far were written, so that the next one can be read by comparing bytes instead of by grammar.</summary>
/// <remarks>
/// <para>
/// Who writes events writes the same names in the same order with the same white space. A shape is what is left of a line without its
/// texts, numbers and keywords; a line that differs from a well-formed one in nothing else is well-formed, and its values are where the
/// shape says. Shapes that begin alike share their beginning: they are kept as a tree.
/// </para>
/// <para>Lines that have no shape in common cost no more than a glance now and then. Not safe for use by several threads at once.</para>
/// </remarks>
internal sealed class LineShapes
{
    /// <summary>Most steps of a line that is remembered.</summary>
    public const int MaxSteps = 64;

    /// <summary>Most bytes of a line that is remembered, its values not counted: no sender can fill the memory with shapes.</summary>
    private const int MaxFixedBytes = 4096;

    private const int MaxNodes = 1024;
    private const int MaxSiblings = 32;

    /// <summary>A failure costs as much trust as so many successes earn.</summary>
    private const int FailureCost = 2;
    private const int MaxTrust = 64;

    /// <summary>Lines that are read by grammar at once after trust was lost.</summary>
    private const int LinesBetweenTrials = 1024;

    private ShapeNode? _first;
    private int _nodes;
    private int _trust = MaxTrust;
    private int _untried;

    /// <summary>Whether shapes are looked for at the moment.</summary>
    public bool IsTrusted => _trust > 0;

    /// <summary>Reads a line that is written like one before.</summary>
    /// <param name="text">Begins with the line; what follows after a line feed is of no matter. It is known to be UTF-8.</param>
    /// <param name="values">Where the values are kept by slot; all are absent at first.</param>
    /// <param name="length">Bytes of the line.</param>
    /// <returns>False when no line was written like that; some values may have been kept then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(ReadOnlySpan<byte> text, Span<FieldValue> values, out int length)
    {
        var at = 0;
        var node = _first;
        while (node is not null)
        {
            if (!node.LeadsOn(text, at) || !TryReadToken(node, text, at + node.Length, values, out var end))
            {
                node = node.Sibling;
            }
            else if (node.Token != ShapeToken.End)
            {
                (at, node) = (end, node.Next);
            }
            else
            {
                length = end;
                _trust = Math.Min(_trust + 1, MaxTrust);
                return true;
            }
        }

        length = 0;
        return false;
    }

    /// <summary>Notes that a line had to be read by grammar.</summary>
    public void Miss()
    {
        if (_trust > 0)
        {
            _trust -= FailureCost;
            _untried = 0;
        }
        else if (++_untried == LinesBetweenTrials)
        {
            _trust = MaxTrust / 2;
        }
    }

    /// <summary>Remembers how a line was written.</summary>
    /// <param name="line">It is well-formed.</param>
    /// <param name="steps">Where lines like it may differ, in their order; the last is its end.</param>
    public void Add(ReadOnlySpan<byte> line, ReadOnlySpan<ShapeStep> steps)
    {
        var fixedBytes = line.Length;
        foreach (var step in steps)
        {
            fixedBytes -= step.End - step.Start;
        }

        if (fixedBytes > MaxFixedBytes)
        {
            return;
        }

        if (_nodes + steps.Length > MaxNodes)
        {
            _first = null;
            _nodes = 0;
        }

        ShapeNode? parent = null;
        var at = 0;
        foreach (var step in steps)
        {
            if (Find(parent, line[at..step.Start], step) is not { } node)
            {
                return;
            }

            parent = node;
            at = step.End;
        }
    }

    /// <summary>Reads what comes after the bytes of a step, and keeps it if it is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadToken(ShapeNode node, ReadOnlySpan<byte> text, int start, Span<FieldValue> values, out int end)
    {
        end = start;
        var kind = FieldKind.Composite;
        var isEscaped = false;
        switch (node.Token)
        {
            case ShapeToken.Text:
                kind = FieldKind.Text;
                end = JsonBytes.NextSpecial(text, start);
                if (end >= text.Length || (text[end] != '"' && (text[end] != '\\' || !JsonBytes.TryReadText(text, ref end, out isEscaped))))
                {
                    return false;
                }

                break;
            case ShapeToken.Bare:
                if (!JsonBytes.TrySkipBare(text, ref end, out kind))
                {
                    return false;
                }

                break;
            case ShapeToken.End:
                return end >= text.Length || text[end] == '\n';
        }

        if (node.Slot >= 0)
        {
            values[node.Slot] = new(start, end - start, kind, isEscaped);
        }

        return true;
    }

    /// <summary>The step after another, which is added if there is none such yet; null when there are too many ways to go on already.</summary>
    private ShapeNode? Find(ShapeNode? parent, ReadOnlySpan<byte> bytes, ShapeStep step)
    {
        var siblings = 0;
        ShapeNode? last = null;
        for (var node = parent is null ? _first : parent.Next; node is not null; node = node.Sibling)
        {
            if (node.Is(bytes, step.Token, step.Slot))
            {
                return node;
            }

            last = node;
            siblings++;
        }

        if (siblings == MaxSiblings)
        {
            return null;
        }

        var added = new ShapeNode(bytes, step.Token, step.Slot);
        _nodes++;
        if (last is not null)
        {
            last.Sibling = added;
        }
        else if (parent is not null)
        {
            parent.Next = added;
        }
        else
        {
            _first = added;
        }

        return added;
    }
}
