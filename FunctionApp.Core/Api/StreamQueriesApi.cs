using System.Runtime.CompilerServices;
using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Anomalies;
using FunctionApp.Core.Analytics.Queries.Calendar;
using FunctionApp.Core.Analytics.Queries.Csv;
using FunctionApp.Core.Analytics.Queries.Live;
using FunctionApp.Core.Analytics.Queries.Trends;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Api;

/// <summary>The handlers of questions about streams. Each answers in JSON, or in CSV where the caller prefers <c>text/csv</c>.</summary>
public sealed class StreamQueriesApi(
    StreamCatalog catalog,
    WindowsQuery windows,
    StreamQueries queries,
    AnomaliesQuery anomalies,
    SessionsQuery sessions,
    LiveFeed live,
    IOptions<AnalyticsOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
{
    /// <summary>Terms in an answer about which the caller said nothing.</summary>
    private const int DefaultTerms = 10;

    /// <summary>Sizes that people think in, to be suggested.</summary>
    private static readonly string[] RoundSizes = ["1m", "5m", "15m", "1h", "6h", "1d", "1w", "1mo"];

    private static readonly TimeSpan DefaultSessionTimeout = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan MaxSessionTimeout = TimeSpan.FromDays(1);

    private QueryOptions Limits => options.Value.Queries;

    /// <summary>Counts, uniques, sums and percentiles by window: <c>from</c>, <c>to</c>, <c>size</c>, <c>hop</c>, <c>tz</c>, <c>type</c>, <c>fill</c>.</summary>
    public Task<IResult> WindowsAsync(string stream, HttpRequest request, CancellationToken cancellationToken)
        => AskAsync(stream, request, question =>
        {
            var size = question.Size("size", WindowSize.Of(question.Stream.Settings.Window));
            var asked = new WindowsRequest(
                question.From, question.To, size, question.Size("hop", size), question.Zone(), question.Type, question.Flag("fill"));
            if (question.Error is null)
            {
                Judge(question, asked);
            }

            return Task.FromResult<IResult>(question.Error is null ? new WindowsResult(windows, question.Stream, asked) : Problems.BadRequest(question.Error));
        }, cancellationToken);

    /// <summary>The most frequent values of a field: <c>field</c>, <c>k</c>, <c>from</c>, <c>to</c>, <c>type</c>.</summary>
    public Task<IResult> TopAsync(string stream, HttpRequest request, CancellationToken cancellationToken)
        => AskAsync(stream, request, async question =>
        {
            var (field, k) = (question.TopField(), question.Integer("k", DefaultTerms, 1, Limits.MaxTerms));
            return question.Error is { } error
                ? Problems.BadRequest(error)
                : AnswerResult.Of(
                    await queries.TopAsync(question.Stream, field, k, question.From, question.To, question.Type, cancellationToken),
                    QueriesJson.Default.TopAnswer,
                    AnswersAsCsv.Write);
        }, cancellationToken);

    /// <summary>Which values come more or less often than before: <c>field</c>, <c>k</c>, <c>basis</c>, <c>fdr</c>, <c>from</c>, <c>to</c>, <c>type</c>.</summary>
    public Task<IResult> TrendsAsync(string stream, HttpRequest request, CancellationToken cancellationToken)
        => AskAsync(stream, request, async question =>
        {
            var (field, k) = (question.TopField(), question.Integer("k", DefaultTerms, 1, Limits.MaxTerms));
            var basis = question.Enumeration("basis", TrendBasis.Rate);
            var rate = question.Numbers("fdr", "0.05", above: 0, max: 0.5, maxCount: 1);
            return question.Error is { } error
                ? Problems.BadRequest(error)
                : AnswerResult.Of(
                    await queries.TrendsAsync(
                        question.Stream, field, k, basis, rate[0], question.From, question.To, question.Type, cancellationToken),
                    QueriesJson.Default.TrendsAnswer,
                    AnswersAsCsv.Write);
        }, cancellationToken);

    /// <summary>How many distinct values the unique field has: <c>from</c>, <c>to</c>, <c>type</c>.</summary>
    public Task<IResult> UniquesAsync(string stream, HttpRequest request, CancellationToken cancellationToken)
        => AskAsync(stream, request, async question =>
        {
            Require(question, question.Stream.Settings.Unique, "unique");
            return question.Error is { } error
                ? Problems.BadRequest(error)
                : AnswerResult.Of(
                    await queries.UniquesAsync(question.Stream, question.From, question.To, question.Type, cancellationToken),
                    QueriesJson.Default.UniquesAnswer,
                    AnswersAsCsv.Write);
        }, cancellationToken);

    /// <summary>Percentiles of the values: <c>p</c>, <c>from</c>, <c>to</c>, <c>type</c>.</summary>
    public Task<IResult> PercentilesAsync(string stream, HttpRequest request, CancellationToken cancellationToken)
        => AskAsync(stream, request, async question =>
        {
            Require(question, question.Stream.Settings.Value, "value");
            var percentiles = question.Numbers("p", "50,95,99", above: 0, max: 100, maxCount: 20);
            return question.Error is { } error
                ? Problems.BadRequest(error)
                : AnswerResult.Of(
                    await queries.PercentilesAsync(question.Stream, percentiles, question.From, question.To, question.Type, cancellationToken),
                    QueriesJson.Default.PercentilesAnswer,
                    AnswersAsCsv.Write);
        }, cancellationToken);

    /// <summary>Windows that are not as expected: <c>metric</c>, <c>size</c>, <c>sensitivity</c>, <c>from</c>, <c>to</c>, <c>type</c>.</summary>
    public Task<IResult> AnomaliesAsync(string stream, HttpRequest request, CancellationToken cancellationToken)
        => AskAsync(stream, request, async question =>
        {
            var metric = question.Enumeration("metric", StreamMetric.Count);
            var sensitivity = question.Enumeration("sensitivity", AnomalySensitivity.Medium);
            var size = question.Size("size", WindowSize.Of(question.Stream.Settings.Window));
            JudgeSize(question, size, question.From, question.To);
            return question.Error is { } error
                ? Problems.BadRequest(error)
                : AnswerResult.Of(
                    await anomalies.AnswerAsync(
                        question.Stream, metric, size, sensitivity, question.From, question.To, question.Type, cancellationToken),
                    QueriesJson.Default.AnomaliesAnswer,
                    AnswersAsCsv.Write);
        }, cancellationToken);

    /// <summary>The sessions of subjects: <c>timeout</c>, <c>from</c>, <c>to</c>.</summary>
    public Task<IResult> SessionsAsync(string stream, HttpRequest request, CancellationToken cancellationToken)
        => AskAsync(stream, request, async question =>
        {
            var timeout = question.Duration("timeout", DefaultSessionTimeout, MaxSessionTimeout);
            if (question.Error is { } error)
            {
                return Problems.BadRequest(error);
            }

            var (answer, refusal) = await sessions.AnswerAsync(question.Stream, question.From, question.To, timeout, cancellationToken);
            return answer is null
                ? Problems.BadRequest(refusal!)
                : AnswerResult.Of(answer, QueriesJson.Default.SessionsAnswer, AnswersAsCsv.Write);
        }, cancellationToken);

    /// <summary>The newest window whenever it changes, as server-sent events, until the caller leaves or the host stops.</summary>
    public async Task<IResult> WatchAsync(string stream, CancellationToken cancellationToken)
    {
        if (await catalog.FindSettingsAsync(stream, cancellationToken) is null)
        {
            return NoSuchStream(stream);
        }

        return live.TryConnect() is { } connection
            ? new ServerSentEventsResult(connection, (lastSeen, token) => EventsAsync(stream, lastSeen, token), lifetime.ApplicationStopping)
            : Problems.Unavailable($"There are {Limits.MaxLiveConnections} live connections already; try again later.");
    }

    private async IAsyncEnumerable<ServerSentEvent?> EventsAsync(string stream, long? lastSeen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var frame in live.WatchAsync(stream, lastSeen, cancellationToken))
        {
            yield return frame is null ? null : new(frame.Revision, "window", JsonSerializer.SerializeToUtf8Bytes(frame, QueriesJson.Default.LiveFrame));
        }
    }

    private static void Require(StreamQuestion question, string? field, string setting)
    {
        if (field is null)
        {
            question.Fail($"Stream '{question.Stream.Name}' has no '{setting}' in its settings.");
        }
    }

    private static IResult NoSuchStream(string stream) => Problems.NotFound($"There is no stream '{stream}'.");

    private async Task<IResult> AskAsync(
        string stream, HttpRequest request, Func<StreamQuestion, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(stream, cancellationToken) is not { } found)
        {
            return NoSuchStream(stream);
        }

        var question = new StreamQuestion(found, request.Query, time.GetUtcNow());
        return question.Error is { } error ? Problems.BadRequest(error) : await answer(question);
    }

    private void Judge(StreamQuestion question, WindowsRequest asked)
    {
        var panes = asked.Hop.TimesIn(asked.Size);
        if (panes == 0 || panes > Limits.MaxOverlap)
        {
            question.Fail($"'hop' is 'size', or a part of it that fits a whole number of times, at most {Limits.MaxOverlap}.");
            return;
        }

        JudgeSize(question, asked.Hop, asked.From, asked.To);
        if (question.Error is null && !new WindowGrid(asked).IsKept(question.Stream))
        {
            var (hours, days) = (question.Stream.State.BaseWindowsFrom, question.Stream.State.HoursFrom);
            question.Fail($"Windows before {hours:O} are kept as hours{(days is null ? "" : $", before {days:O} as days")}. Take a larger 'size', or a later 'from'.");
        }
    }

    private void JudgeSize(StreamQuestion question, WindowSize hop, DateTimeOffset from, DateTimeOffset to)
    {
        if ((to - from) / hop.TypicalLength <= Limits.MaxWindows - 1)
        {
            return;
        }

        var fitting = RoundSizes.FirstOrDefault(size => (to - from) / WindowSize.Parse(size)!.Value.TypicalLength <= Limits.MaxWindows - 1);
        question.Fail($"That is more than {Limits.MaxWindows:N0} windows. {(fitting is null ? "Take a shorter range" : $"Take size={fitting}")}.");
    }
}
