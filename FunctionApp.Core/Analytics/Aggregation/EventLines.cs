using System.Runtime.CompilerServices;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Goes through a block of lines and reads the event off each. Blank lines are numbered and left out.</summary>
/// <param name="lines">Whole lines; the last may lack its line feed.</param>
/// <param name="scanner">Reads the events, and has the fields of the current one.</param>
internal ref struct EventLines(ReadOnlySpan<byte> lines, EventScanner scanner)
{
    private readonly bool _allUtf8 = JsonBytes.IsUtf8(lines);
    private ReadOnlySpan<byte> _rest = lines;

    /// <summary>The current line, without its line feed.</summary>
    public ReadOnlySpan<byte> Line { get; private set; }

    /// <summary>The current line's number in the block, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Why the current line is no event, if so.</summary>
    public LineFault Fault { get; private set; }

    /// <summary>The time of the current event.</summary>
    public long UtcTicks { get; private set; }

    /// <summary>Reads the next line that is not blank.</summary>
    /// <returns>False at the end; then <see cref="Number"/> is the number of lines.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            Number++;
            if (_allUtf8 && scanner.TryScanFamiliar(_rest, out var length, out var fault, out var utcTicks) && length <= LineReader.MaxLineBytes)
            {
                Take(length);
                (Fault, UtcTicks) = (fault, utcTicks);
                return true;
            }

            Take(_rest.IndexOf((byte)'\n') is var end and >= 0 ? end : _rest.Length);
            if (!IsBlank(Line))
            {
                Fault = Scan(out utcTicks);
                UtcTicks = utcTicks;
                return true;
            }
        }

        return false;
    }

    private void Take(int length)
    {
        Line = _rest[..length];
        _rest = _rest[Math.Min(length + 1, _rest.Length)..];
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    private readonly LineFault Scan(out long utcTicks)
    {
        utcTicks = 0;
        return Line.Length > LineReader.MaxLineBytes ? LineFault.TooLong
            : !_allUtf8 && !JsonBytes.IsUtf8(Line) ? LineFault.NotUtf8
            : scanner.ScanByGrammar(Line, out utcTicks);
    }
}
