using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Queries.Calendar;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;

namespace FunctionApp.Core.Analytics.Queries.Ranges;

/// <summary>Reads ranges of a stream's windows and merges them into others.</summary>
public sealed class WindowReader(WindowStore windows)
{
    /// <summary>The events of a whole range; null when there are none.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="from">First moment; where a window that is kept begins.</param>
    /// <param name="to">First moment after; where a window that is kept ends.</param>
    /// <param name="type">Only events of this type; null means all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<WindowAggregate?> MergeAsync(
        EventStream stream, DateTimeOffset from, DateTimeOffset to, string? type, CancellationToken cancellationToken)
        => (await MergeAsync(stream, [new(from, to)], type, cancellationToken))[0];

    /// <summary>The events of each of several ranges; null where there are none.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="spans">The ranges: each begins where the one before ends.</param>
    /// <param name="type">Only events of this type; null means all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<WindowAggregate?[]> MergeAsync(
        EventStream stream, IReadOnlyList<WindowSpan> spans, string? type, CancellationToken cancellationToken)
    {
        var merged = new Accumulator[spans.Count];
        var starts = spans.Select(span => span.Start).ToArray();
        foreach (var piece in Joined(spans.SelectMany(span => WindowCover.Of(stream, span.Start, span.End))))
        {
            await foreach (var window in windows.ReadAsync(stream.Name, piece.Level, piece.From, piece.To, type, cancellationToken))
            {
                var index = Array.BinarySearch(starts, window.Start);
                merged[index >= 0 ? index : ~index - 1].Add(window.Aggregate);
            }
        }

        return Array.ConvertAll(merged, accumulator => accumulator.Merged);
    }

    /// <summary>Neighbours of one level become one piece: one read instead of many.</summary>
    private static IEnumerable<WindowPiece> Joined(IEnumerable<WindowPiece> pieces)
    {
        WindowPiece? joined = null;
        foreach (var piece in pieces)
        {
            if (joined is { } before && before.Level == piece.Level && before.To == piece.From)
            {
                joined = before with { To = piece.To };
                continue;
            }

            if (joined is { } complete)
            {
                yield return complete;
            }

            joined = piece;
        }

        if (joined is { } last)
        {
            yield return last;
        }
    }
}
