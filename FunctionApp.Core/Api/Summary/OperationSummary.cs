using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Api.Summary;

/// <summary>How one kind of operation goes.</summary>
public sealed record OperationSummary
{
    /// <summary>The kind: <c>requests</c>, <c>images</c>, <c>events</c>, <c>orchestrations</c> or <c>activities</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many a second, over the last minute; failures included.</summary>
    public required double PerSecond { get; init; }

    /// <summary>How many since the instance started; failures included.</summary>
    public required long Total { get; init; }

    /// <summary>How many of them failed. Of requests: answered with 5xx; of events: rejected.</summary>
    public required long Failed { get; init; }

    /// <summary>How many a second, by step; failures included.</summary>
    public required TimeSeries Throughput { get; init; }

    /// <summary>How many failed a second, by step.</summary>
    public required TimeSeries Failures { get; init; }

    /// <summary>How long they took; null for what takes no time, such as an event.</summary>
    public LatencySummary? Latency { get; init; }
}
