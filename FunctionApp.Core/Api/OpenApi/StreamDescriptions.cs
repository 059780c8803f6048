using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Streams;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The operations on event streams.</summary>
internal static class StreamDescriptions
{
    private const string EventLine = """{"id":"1","type":"order.placed","time":"2026-05-17T12:00:00Z","data":{"amount":12.5,"user":"u1"}}""";

    private static readonly StreamSettings Settings = new() { Value = "data.amount", Unique = "data.user", TopK = ["data.page"], Incarnation = "3f9a0c5e71b2" };

    private static readonly EventStream Stream = new(
        "orders",
        Settings,
        new()
        {
            Position = 41,
            Revision = 43,
            Accepted = 120_000,
            Rejected = 3,
            Duplicates = 1_000,
            FirstWindow = Examples.Moment,
            Watermark = Examples.Moment.AddHours(2),
            ClosedThrough = Examples.Moment.AddMinutes(115),
            HoursThrough = Examples.Moment.AddHours(1),
            DaysThrough = Examples.Moment.AddHours(-12),
            AppliedAt = Examples.Moment.AddHours(2),
        });

    private static readonly IngestResult Ingested = new()
    {
        BatchId = "0196dd3ba80070008000000000000000",
        Accepted = 998,
        Rejected = [new RejectedLine(17, Rejections.TypeMissing)],
        RejectedCount = 1,
        Duplicates = 1,
    };

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["ListStreams"] = new OperationDescription("Lists event streams by name.")
            .Paged(50, StreamCatalog.MaxLimit)
            .Returns(200, "A page.", AnalyticsJson.Default.PageEventStream, new Page<EventStream>([Stream], Continuation: null)),

        ["GetStream"] = new OperationDescription("The settings of a stream, and how far it is.")
            .Returns(200, "The stream.", AnalyticsJson.Default.EventStream, Stream)
            .Problems(404),

        ["PutStream"] = new OperationDescription("Creates a stream, or changes what is computed of its events from then on.")
            .Body(
                ApiJson.Default.StreamSettingsRequest,
                new StreamSettingsRequest { Value = "data.amount", Unique = "data.user", TopK = ["data.page"], Window = TimeSpan.FromMinutes(1) })
            .Returns(200, "Changed.", AnalyticsJson.Default.StreamSettings, Settings with { Version = 2 })
            .Returns(201, "Created.", AnalyticsJson.Default.StreamSettings, Settings)
            .Problems(409),

        ["DeleteStream"] = new OperationDescription("Deletes everything there is of a stream.")
            .Returns(204, "Deleted.")
            .Problems(404),

        ["PostEvents"] = new OperationDescription(
            "Takes events: NDJSON, JSON, CloudEvents (single, batch, binary) or CSV, each with gzip or without. The stream is created if need be.")
            .Header("Content-Encoding", "gzip, or nothing.")
            .Header("ce-type", "The type of a CloudEvent in binary mode, whose other attributes are headers too, and whose data is the body.")
            .Body("application/x-ndjson", EventLine)
            .Body(ApiJson.Default.NullableJsonElement, JsonDocument.Parse($"[{EventLine}]").RootElement)
            .Body("text/csv", "type,time,amount\norder.placed,2026-05-17T12:00:00Z,12.5")
            .Returns(202, "Stored durably, and what became of each line.", AnalyticsJson.Default.IngestResult, Ingested)
            .Problems(409, 413, 415),
    };
}
