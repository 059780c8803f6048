using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Anomalies;
using FunctionApp.Core.Analytics.Queries.Answers;
using FunctionApp.Core.Analytics.Queries.Trends;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The operations that answer questions about streams.</summary>
internal static class StreamQueryDescriptions
{
    private const string Csv = "text/csv";

    private static readonly DateTimeOffset From = Examples.Moment, To = Examples.Moment.AddHours(1);

    private static readonly WindowRow Row = new()
    {
        Start = From,
        End = To,
        Count = 7_012,
        Uniques = 1_204,
        Sum = 90_112.5,
        Min = 0.5,
        Max = 412,
        Mean = 12.85,
        P50 = 9.8,
        P95 = 41.2,
        P99 = 88.4,
        IsOpen = false,
    };

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["GetStreamWindows"] = Question("Counts, uniques, sums and percentiles by window.")
            .Query("size", "How long a window is, a multiple of the stream's own: 10s, 15m, 6h, 1d, 1w, 1mo.")
            .Query("hop", "How far apart windows begin: a part of the size. The size when absent.")
            .Query("tz", "IANA name of the time zone whose midnights days, weeks and months have. UTC when absent.")
            .Query("fill", "Whether windows without events are in the answer.", Schemas.Boolean())
            .Returns(
                200,
                "The windows, by time.",
                ApiJson.Default.WindowsAnswer,
                new WindowsAnswer { Stream = "orders", From = From, To = To, Size = "1h", Hop = "1h", TimeZone = "UTC", Errors = SketchErrors.Stated, Items = [Row] })
            .OrAs(Csv),

        ["GetStreamTop"] = Question("The most frequent values of a field, with bounds on how often each came.")
            .Query("field", "One of the fields in the stream's topK; may be left out when there is only one.")
            .Query("k", "How many.", Schemas.Integer(1, 500, 10))
            .Returns(
                200,
                "The values, most frequent first.",
                QueriesJson.Default.TopAnswer,
                new TopAnswer("orders", "data.page", From, To, 7_012, [new("/checkout", 2_100, 2_100, 2_100, 0.2995)]))
            .OrAs(Csv),

        ["GetStreamTrends"] = Question("Which values of a field come more or less often than in the period of the same length before, beyond chance.")
            .Query("field", "One of the fields in the stream's topK; may be left out when there is only one.")
            .Query("k", "How many.", Schemas.Integer(1, 500, 10))
            .Query("basis", "Whether growth is of the rate, or of the share of all events. Rate when absent.", Schemas.OneOf<TrendBasis>())
            .Query("fdr", "The share of false findings among the significant ones that is put up with: above 0, at most 0.5. 0.05 when absent.", Schemas.Number())
            .Returns(
                200,
                "The values, surest change first.",
                QueriesJson.Default.TrendsAnswer,
                new TrendsAnswer(
                    "orders",
                    "data.page",
                    From,
                    To,
                    From.AddHours(-1),
                    TrendBasis.Rate,
                    0.05,
                    7_012,
                    6_950,
                    [new() { Term = "/sale", Count = 800, Previous = 210, Growth = 2.81, PValue = 1e-80, QValue = 1e-79, IsSignificant = true }]))
            .OrAs(Csv),

        ["GetStreamUniques"] = Question("How many distinct values the unique field has over the range: of the union, not the sum of windows.")
            .Returns(
                200,
                "The estimate and its bounds.",
                QueriesJson.Default.UniquesAnswer,
                new UniquesAnswer("orders", "data.user", From, To, 1_204, 1_184, 1_224, HyperLogLog.RelativeStandardError))
            .OrAs(Csv),

        ["GetStreamPercentiles"] = Question("Percentiles of the values over the range.")
            .Query("p", "Which: up to 20 numbers above 0 and at most 100, separated by commas. 50,95,99 when absent.")
            .Returns(
                200,
                "The percentiles, in the order they were asked for.",
                QueriesJson.Default.PercentilesAnswer,
                new PercentilesAnswer(
                    "orders", "data.amount", From, To, 7_012, 90_112.5, 0.5, 412, 12.85, QuantileSketch.RelativeError, [new(50, 9.8), new(99.9, 208.1)]))
            .OrAs(Csv),

        ["GetStreamAnomalies"] = Question("Closed windows that are not as those before them let expect: spikes, dips and lasting changes of level.")
            .Query("metric", "What is judged. Count when absent.", Schemas.OneOf<StreamMetric>())
            .Query("size", "How long a window is; the stream's own when absent.")
            .Query("sensitivity", "How far from the expected is too far. Medium when absent.", Schemas.OneOf<AnomalySensitivity>())
            .Returns(
                200,
                "The anomalies, by time.",
                QueriesJson.Default.AnomaliesAnswer,
                new AnomaliesAnswer(
                    "orders",
                    StreamMetric.Count,
                    From,
                    To,
                    "5m",
                    AnomalySensitivity.Medium,
                    6,
                    AnomalyBaseline.HourOfWeek,
                    12,
                    0,
                    Note: null,
                    [
                        new()
                        {
                            Start = From.AddMinutes(20),
                            Kind = AnomalyKind.Spike,
                            Value = 2_210,
                            Expected = 584,
                            Lower = 440,
                            Upper = 749,
                            Score = 46,
                            Confidence = 1,
                            Baseline = AnomalyBaseline.HourOfWeek,
                        },
                    ]))
            .OrAs(Csv),

        ["GetStreamSessions"] = new OperationDescription("The sessions of subjects that began in the range: runs of events with no gap longer than the timeout. Exact, from the events.")
            .Query("timeout", "The longest gap inside a session, at most 1d. 30m when absent.")
            .Query("from", "First moment. A day before the end when absent.", Schemas.Moment())
            .Query("to", "First moment after. Now when absent.", Schemas.Moment())
            .Returns(
                200,
                "What the sessions are like.",
                QueriesJson.Default.SessionsAnswer,
                new SessionsAnswer(
                    "orders",
                    From,
                    To,
                    TimeSpan.FromMinutes(30),
                    new()
                    {
                        Sessions = 1_530,
                        Subjects = 1_204,
                        Events = 7_012,
                        Bounces = 310,
                        BounceRate = 0.2026,
                        EventsPerSession = 4.58,
                        MeanSeconds = 212.4,
                        P50Seconds = 96,
                        P95Seconds = 810,
                        P99Seconds = 2_040,
                    }))
            .OrAs(Csv)
            .Problems(404),

        ["WatchStream"] = new OperationDescription("The newest window whenever it changes, as server-sent events named 'window', until the caller leaves or the host stops.")
            .Header("Last-Event-ID", "The id of the last event that the caller had: it gets only what is newer.")
            .ReturnsContent(200, "Events, and a comment when there is none for long.", "text/event-stream")
            .Problems(404, 503),
    };

    private static OperationDescription Question(string summary) => new OperationDescription(summary)
        .Query("from", "First moment. A day before the end when absent.", Schemas.Moment())
        .Query("to", "First moment after. Now when absent.", Schemas.Moment())
        .Query("type", "Only events of this type.")
        .Problems(404);
}
