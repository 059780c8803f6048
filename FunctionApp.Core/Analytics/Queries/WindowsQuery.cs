using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Queries.Csv;
using FunctionApp.Core.Analytics.Queries.Ranges;
using FunctionApp.Core.Analytics.Streams;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>Answers with windows, written and cached in batches: 30 days of minutes are 44 of them, and only those at the ends are computed anew.</summary>
public sealed class WindowsQuery(WindowReader reader, QueryCache cache)
{
    /// <summary>Windows that are computed and cached together.</summary>
    private const int BatchSize = 1_000;

    /// <summary>The windows, computed.</summary>
    public async IAsyncEnumerable<WindowRow> RowsAsync(
        EventStream stream, WindowsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var grid = new WindowGrid(request);
        foreach (var (first, count) in Batches(grid))
        {
            foreach (var row in await RowsAsync(stream, request, grid, first, count, cancellationToken))
            {
                yield return row;
            }
        }
    }

    /// <summary>The windows as text, from the cache where it has them.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="request">Which windows are asked for.</param>
    /// <param name="format">How a window is written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Batches of rows; some may be empty.</returns>
    public async IAsyncEnumerable<byte[]> TextAsync(
        EventStream stream, WindowsRequest request, RowFormat format, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var grid = new WindowGrid(request);
        foreach (var (first, count) in Batches(grid))
        {
            yield return await cache.GetAsync(
                stream,
                grid.Window(first + count - 1).End,
                $"windows {request.Size} {request.Hop} {request.Zone.Id} {request.Fill} {format} {first} {count} {request.Type}",
                QueriesJson.Default.ByteArray,
                async token => Write(await RowsAsync(stream, request, grid, first, count, token), format),
                cancellationToken);
        }
    }

    /// <summary>Cuts at round numbers, so that different ranges share batches.</summary>
    private static IEnumerable<(long First, int Count)> Batches(WindowGrid grid)
    {
        for (var first = grid.First; first < grid.End;)
        {
            var next = Math.Min(grid.End, ((long)Math.Floor(first / (double)BatchSize) + 1) * BatchSize);
            yield return (first, (int)(next - first));
            first = next;
        }
    }

    private static byte[] Write(List<WindowRow> rows, RowFormat format)
    {
        var output = new ArrayBufferWriter<byte>(256 + (rows.Count * 160));
        if (format == RowFormat.Csv)
        {
            var csv = new CsvWriter(output);
            rows.ForEach(row => csv.Write(row));
            return output.WrittenSpan.ToArray();
        }

        using var json = new Utf8JsonWriter(output, new() { SkipValidation = true });
        foreach (var row in rows)
        {
            if (json.BytesCommitted + json.BytesPending > 0)
            {
                json.Flush();
                output.Write(","u8);
                json.Reset(output);
            }

            JsonSerializer.Serialize(json, row, QueriesJson.Default.WindowRow);
        }

        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    private async Task<List<WindowRow>> RowsAsync(
        EventStream stream, WindowsRequest request, WindowGrid grid, long first, int count, CancellationToken cancellationToken)
    {
        var panes = await reader.MergeAsync(stream, grid.Panes(first, count), request.Type, cancellationToken);
        var rows = new List<WindowRow>(count);
        for (var i = 0; i < count; i++)
        {
            var span = grid.Window(first + i);
            var window = Merge(panes.AsSpan(i, grid.PanesPerWindow));
            if (span.Start < span.End && (window is not null || request.Fill))
            {
                rows.Add(WindowRow.Of(span, window, stream.State.ClosedThrough));
            }
        }

        return rows;
    }

    private static WindowAggregate? Merge(ReadOnlySpan<WindowAggregate?> panes)
    {
        var window = new Accumulator();
        foreach (var pane in panes)
        {
            window.Add(pane);
        }

        return window.Merged;
    }
}
