using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The operations on reports.</summary>
internal static class ReportDescriptions
{
    private static readonly ReportQuestion Question = new()
    {
        From = Examples.Moment,
        To = Examples.Moment.AddDays(30),
        Interval = TimeSpan.FromDays(1),
        GroupBy = ["type", "data.country"],
        Filters = [new() { Field = "data.amount", Min = 1 }],
        Value = "data.amount",
        Unique = "data.user",
        TopK = ["data.page"],
    };

    private static readonly Report Running = new()
    {
        ReportId = "0196dd3ba80070008000000000000000",
        Stream = "orders",
        Status = ReportStatus.Running,
        InstanceId = ReportJob.InstanceId("0196dd3ba80070008000000000000000"),
        Progress = new(ReportPhase.Aggregating, Shards: 40, Aggregated: 12, Bytes: 2_560_000_000),
        Question = Question,
        CreatedAt = Examples.Moment.AddDays(30),
    };

    private static readonly Report Completed = Running with
    {
        Status = ReportStatus.Completed,
        Progress = null,
        Rows =
        [
            new()
            {
                Start = Examples.Moment,
                Group = ["order.placed", "DE"],
                Count = 1_200,
                ValueCount = 1_200,
                Sum = 30_120.5,
                Min = 1,
                Max = 990,
                Mean = 25.1,
                P50 = 20.1,
                P95 = 71.3,
                P99 = 160.2,
                Uniques = 811,
                Top = [new("data.page", [new FrequentItem("/home", LowerBound: 300, UpperBound: 300)])],
            },
        ],
        Provenance = new()
        {
            Segments = 4_100, Bytes = 2_560_000_000, Shards = 40, Lines = 12_000_000, Matched = 9_000_000, Outside = 2_999_000, Filtered = 1_000, Rejected = 0, Late = 12,
        },
        Accuracy = new(),
        CompletedAt = Examples.Moment.AddDays(30).AddSeconds(9),
    };

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["StartReport"] = new OperationDescription("Asks for a report over a time of a stream, made by a durable orchestration.")
            .Body(ReportsJson.Default.ReportQuestion, Question)
            .Returns(202, "It is being made; Location tells where it will be.", ReportsJson.Default.Report, Running with { Progress = null })
            .Problems(404),

        ["ListReports"] = new OperationDescription("Lists a stream's reports without their rows, oldest first.")
            .Paged(20, ReportStore.MaxLimit)
            .Returns(200, "A page.", ReportsJson.Default.PageReport, new Page<Report>([Running], Continuation: null))
            .Problems(404),

        ["GetReport"] = new OperationDescription("A report, as JSON or, by the Accept header, as CSV.")
            .Returns(200, "It has ended.", ReportsJson.Default.Report, Completed).OrAs("text/csv")
            .Returns(202, "It is being made; this is how far it is.", ReportsJson.Default.Report, Running)
            .Problems(404),
    };
}
