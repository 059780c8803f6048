using FunctionApp.Core.Api.Summary;
using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The operations that tell how the system does, and what that costs.</summary>
internal static class MetricsDescriptions
{
    private const string Flex = "azure-flex-consumption";

    private static readonly TimeSeries None = Series(0, 0, 0);

    private static readonly MetricsSummary Summary = new()
    {
        Instance = "host-1/4711",
        At = Examples.Moment.AddHours(2),
        StartedAt = Examples.Moment,
        UptimeSeconds = 7_200,
        WindowSeconds = 900,
        Health = new(nameof(HealthStatus.Healthy), new Dictionary<string, string>(StringComparer.Ordinal) { ["blobs"] = nameof(HealthStatus.Healthy) }),
        Operations =
        [
            new()
            {
                Name = "images",
                PerSecond = 3.8,
                Total = 412,
                Failed = 1,
                Throughput = Series(3.6, 4, 3.8),
                Failures = None,
                Latency = new(540, 1_210, 1_860, Series(1_190, 1_230, 1_210)),
            },
            new() { Name = "events", PerSecond = 12_500, Total = 1_804_221, Failed = 3, Throughput = Series(12_400, 12_600, 12_500), Failures = None },
        ],
        Backlog = new(WaitingActivities: 12, RunningActivities: 8, WaitingTurns: 0, OldestOrchestrationSeconds: 4.2),
        Circuits = [new("vision", CircuitState.Closed)],
        Cache = new(9_120, 8_730, 0.957, Series(20, 22, 21), Series(19, 21, 20)),
        Retries = new(2, None),
        Cost = new(Flex, "USD", Examples.Moment.AddDays(-16), 4.17m, 0.26m, 3.9m, IsComplete: false),
    };

    private static readonly UsageTotals Usage = new()
    {
        Requests = new(1_040, Seconds(61)),
        Activities = new(4_120, Seconds(702)),
        Turns = new(2_060, Seconds(9)),
        BusyPeriods = new(64, Seconds(410)),
        BlobWrites = 5_010,
        BlobReads = 4_480,
        BlobLists = 12,
        BlobDeletes = 3,
        BytesWritten = 2_900_000_000,
        BytesRead = 6_100_000_000,
        CacheRequests = 9_120,
        VisionCalls = 412,
        EgressBytes = 310_000_000,
        Images = 412,
    };

    private static readonly CostComparison Comparison = new()
    {
        From = Examples.Moment.AddHours(-12),
        To = Examples.Moment.AddHours(2),
        MeasuredSeconds = 7_200,
        InstanceMemoryMegabytes = 2_048,
        Usage = Usage,
        Platforms =
        [
            new()
            {
                Platform = Flex,
                Name = "Azure Functions, Flex Consumption",
                Region = "East US",
                Currency = "USD",
                LookedUp = new(2026, 11, 22),
                Amount = 0.02132m,
                MonthlyAmount = 5.0752m,
                Lines =
                [
                    new("Execution time", "GB-s", 820, 0.000026m, 1, 0.02132m, 295_200, 100_000, 5.0752m, new("https://azure.microsoft.com/pricing/details/functions/")),
                ],
                Missing = [new("Vision calls", "No public price of Image Analysis 4.0 with a date was found.")],
                Notes = ["The price of data sent is that of the first 10 TB."],
            },
        ],
        SharesPlatform = Flex,
        Areas = [new("images", 0.041m, 0.0001m, "image", Usage)],
        Activities = [new("RenderImage", 0.027m, UnitAmount: null, Unit: null, Usage)],
        Orchestrations = [new("ProcessImage", 0.039m, 0.0001m, "image", Usage)],
        Streams = [],
    };

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["GetMetricsSummary"] = new OperationDescription(
                "How the instance that answers is doing: throughput, failures, latencies, backlog, circuits, cache. Other instances are not in it; "
                + "Application Insights, or whatever is behind OTLP, has all of them.")
            .Returns(200, "The summary.", SummaryJson.Default.MetricsSummary, Summary),

        ["GetCosts"] = new OperationDescription(
                "What was used between two days by all instances together, what that costs on each platform, and what a month of it would.")
            .Query("platform", "Only these platforms, by id, separated by commas. All when absent.")
            .Query("from", "A moment of the first day, by UTC. The first of this month when absent.", Schemas.Moment())
            .Query("to", "A moment of the last day, by UTC. Today when absent.", Schemas.Moment())
            .Returns(200, "The comparison.", CostsJson.Default.CostComparison, Comparison),
    };

    private static TimeSeries Series(params double[] values) => new(Examples.Moment.AddHours(2).AddSeconds(-5 * values.Length), 5, values);

    private static ExecutionTime Seconds(int seconds) => ExecutionTime.Of(TimeSpan.FromSeconds(seconds));
}
