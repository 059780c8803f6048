using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Queries.Answers;
using FunctionApp.Core.Analytics.Queries.Sessions;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Sketches;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>Computes sessions from the events themselves: windows do not know who did what.</summary>
/// <remarks>
/// An event may have come long after it happened, so every segment since the range began is read. That is bounded work: beyond the bounds the
/// caller is asked to take a shorter or later range, or a report.
/// </remarks>
public sealed class SessionsQuery(SegmentList segments, IBlobStore blobs, QueryCache cache, IOptions<AnalyticsOptions> options, TimeProvider time)
{
    private const string TooMuch = "The events since 'from' are too many to compute sessions at once. Take a later 'from', or ask for a report.";

    /// <summary>The sessions that begin in a range.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">First moment after.</param>
    /// <param name="timeout">The longest gap inside a session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, or why there is none.</returns>
    public async Task<(SessionsAnswer? Answer, string? Refusal)> AnswerAsync(
        EventStream stream, DateTimeOffset from, DateTimeOffset to, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await cache.GetAsync(
                stream,
                DateTimeOffset.MaxValue, // late events change sessions even of closed windows
                $"sessions {from.UtcTicks} {to.UtcTicks} {timeout.Ticks}",
                QueriesJson.Default.SessionsAnswer,
                async token =>
                {
                    var events = await ReadAsync(stream, from - timeout, to, token);
                    return new(stream.Name, from, to, timeout, Sessionizer.Summarize(events, timeout.Ticks, from.UtcTicks));
                },
                cancellationToken);
            return (answer, null);
        }
        catch (QueryTooLargeException)
        {
            return (null, TooMuch);
        }
    }

    private async Task<SubjectEvent[]> ReadAsync(EventStream stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var events = new List<SubjectEvent>();
        var bytes = 0L;
        await foreach (var segment in segments.ReadAsync(stream.Name, from - options.Value.Ingest.MaxEventLead, time.GetUtcNow(), cancellationToken))
        {
            bytes += segment.Bytes;
            if (bytes > options.Value.Queries.MaxSessionBytes)
            {
                throw new QueryTooLargeException();
            }

            await ReadAsync(segment.Name.Blob, from.UtcTicks, to.UtcTicks, events, cancellationToken);
        }

        return [.. events];
    }

    private async Task ReadAsync(BlobRef segment, long from, long to, List<SubjectEvent> events, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenReadAsync(segment, cancellationToken: cancellationToken);
        if (content is null)
        {
            return; // dropped by retention meanwhile
        }

        var scanner = new EventScanner(["subject"]);
        using var lines = new LineReader(content.Stream);
        while (await lines.ReadAsync(cancellationToken))
        {
            Read(lines.Block.Span, scanner, from, to, events);
            if (events.Count > options.Value.Queries.MaxSessionEvents)
            {
                throw new QueryTooLargeException();
            }
        }
    }

    private static void Read(ReadOnlySpan<byte> block, EventScanner scanner, long from, long to, List<SubjectEvent> events)
    {
        var lines = new EventLines(block, scanner);
        while (lines.MoveNext())
        {
            if (lines.Fault == LineFault.None && lines.UtcTicks >= from && lines.UtcTicks < to && scanner.TryGetText(lines.Line, 0, out var subject))
            {
                events.Add(new(StableHash.Of(subject), lines.UtcTicks));
            }
        }
    }
}
