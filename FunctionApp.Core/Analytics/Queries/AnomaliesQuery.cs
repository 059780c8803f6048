using FunctionApp.Core.Analytics.Queries.Anomalies;
using FunctionApp.Core.Analytics.Queries.Answers;
using FunctionApp.Core.Analytics.Queries.Calendar;
using FunctionApp.Core.Analytics.Queries.Ranges;
using FunctionApp.Core.Analytics.Streams;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>Finds the odd windows of a range. Open windows are not judged: they are not whole.</summary>
public sealed class AnomaliesQuery(WindowReader reader, QueryCache cache, IOptions<AnalyticsOptions> options)
{
    /// <summary>How long before a range its season is looked for.</summary>
    private static readonly TimeSpan LongestHistory = TimeSpan.FromDays(7 * (SeasonalProfile.MaxPeriods + 1));

    /// <summary>Judges the windows of a range.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="metric">What is judged.</param>
    /// <param name="size">How long a window is: a multiple of the stream's own, below a day, or whole days in UTC.</param>
    /// <param name="sensitivity">How far from the expected is too far.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">First moment after.</param>
    /// <param name="type">Only events of this type; null means all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AnomaliesAnswer> AnswerAsync(
        EventStream stream,
        StreamMetric metric,
        WindowSize size,
        AnomalySensitivity sensitivity,
        DateTimeOffset from,
        DateTimeOffset to,
        string? type,
        CancellationToken cancellationToken)
    {
        var calendar = new WindowCalendar(size, TimeZoneInfo.Utc);
        var end = calendar.Floor(to < stream.State.ClosedThrough ? calendar.Ceiling(to) : stream.State.ClosedThrough ?? from);
        from = calendar.Floor(from);
        to = end < from ? from : end;
        return cache.GetAsync(
            stream,
            to,
            $"anomalies {metric} {size} {sensitivity} {from.UtcTicks} {to.UtcTicks} {type}",
            QueriesJson.Default.AnomaliesAnswer,
            async token =>
            {
                var series = from < to ? await SeriesAsync(stream, metric, size, new(from, to), type, token) : [];
                var history = series.TakeWhile(point => point.Start < from).Count();
                var analysis = AnomalyDetector.Detect(series, metric.Noise(), history, sensitivity);
                return new(
                    stream.Name,
                    metric,
                    from,
                    to,
                    size.ToString(),
                    sensitivity,
                    AnomalyDetector.Threshold(sensitivity),
                    analysis.Baseline,
                    analysis.Judged,
                    analysis.Unjudged,
                    NoteOn(analysis),
                    analysis.Items);
            },
            cancellationToken);
    }

    /// <summary>A range of windows as a series, with the history that it is judged by before it.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="metric">What is judged.</param>
    /// <param name="size">How long a window is.</param>
    /// <param name="range">The range; windows begin and end at its ends.</param>
    /// <param name="type">Only events of this type; null means all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>No point is before the stream's first event, nor before what is kept.</returns>
    internal async Task<SeriesPoint[]> SeriesAsync(
        EventStream stream, StreamMetric metric, WindowSize size, WindowSpan range, string? type, CancellationToken cancellationToken)
    {
        if (WindowCover.KeptFrom(stream, size.TypicalLength) is not { } begin)
        {
            return [];
        }

        var calendar = new WindowCalendar(size, TimeZoneInfo.Utc);
        var history = Math.Min((long)(LongestHistory / size.TypicalLength), options.Value.Queries.MaxHistoryWindows);
        var first = Math.Max(calendar.IndexOf(range.Start) - history, calendar.IndexOf(calendar.Ceiling(begin)));
        var spans = new List<WindowSpan>();
        for (var start = calendar.StartOf(first); start < range.End; start = spans[^1].End)
        {
            spans.Add(new(start, calendar.StartOf(++first)));
        }

        var windows = spans.Count == 0 ? [] : await reader.MergeAsync(stream, spans, type, cancellationToken);
        return [.. spans.Zip(windows, (span, window) => new SeriesPoint(span.Start, metric.Read(window)))];
    }

    private static string? NoteOn(AnomalyAnalysis analysis) => (analysis.Judged, analysis.Baseline) switch
    {
        (0, _) => $"There is too little history: a window is judged by at least {Baselines.MinHistory} closed windows before it.",
        (_, AnomalyBaseline.Rolling) => $"There is no season yet: that takes {SeasonalProfile.MinPeriods} whole days or weeks of history.",
        _ => null,
    };
}
