using FunctionApp.Core.Analytics.Queries.Calendar;
using FunctionApp.Core.Analytics.Queries.Ranges;
using FunctionApp.Core.Analytics.Streams;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>Windows of one size that begin one hop apart: each is made of the same number of panes, which neighbours share.</summary>
/// <remarks>Panes: J. Li et al., "No Pane, No Gain: Efficient Evaluation of Sliding-Window Aggregates over Data Streams", SIGMOD Record 34 (2005).</remarks>
/// <param name="request">Which windows are asked for; its hop divides its size.</param>
internal sealed class WindowGrid(WindowsRequest request)
{
    private readonly WindowCalendar _panes = new(request.Hop, request.Zone);

    /// <summary>Panes in a window.</summary>
    public int PanesPerWindow { get; } = request.Hop.TimesIn(request.Size);

    /// <summary>Number of the first window.</summary>
    public long First => _panes.IndexOf(request.From);

    /// <summary>Number after the last window.</summary>
    public long End => _panes.IndexOf(_panes.Ceiling(request.To));

    /// <summary>How many windows there are.</summary>
    public long Count => Math.Max(0, End - First);

    /// <summary>Where a window begins and ends.</summary>
    public WindowSpan Window(long number) => new(_panes.StartOf(number), _panes.StartOf(number + PanesPerWindow));

    /// <summary>Whether every window can be made of those that are still kept.</summary>
    public bool IsKept(EventStream stream)
        => Count == 0 || Panes(First, (int)Count).All(pane => IsKept(stream, pane.Start) && IsKept(stream, pane.End));

    /// <summary>The panes that some windows are made of, one after the other.</summary>
    /// <param name="first">Number of the first window.</param>
    /// <param name="count">How many windows, at least one.</param>
    public IReadOnlyList<WindowSpan> Panes(long first, int count)
    {
        var panes = new WindowSpan[count + PanesPerWindow - 1];
        var start = _panes.StartOf(first);
        for (var i = 0; i < panes.Length; i++)
        {
            var end = _panes.StartOf(first + i + 1);
            panes[i] = new(start, end);
            start = end;
        }

        return panes;
    }

    /// <summary>Whether a window that is kept begins at a moment; where none ever was, it does.</summary>
    private static bool IsKept(EventStream stream, DateTimeOffset moment) => WindowCover.Floor(stream, moment) == moment;
}
