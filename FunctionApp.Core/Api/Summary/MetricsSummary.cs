using FunctionApp.Core.Costs;

namespace FunctionApp.Core.Api.Summary;

/// <summary>How one instance of the host is doing: what it has measured itself, and nothing of other instances.</summary>
/// <remarks>It is made of the same measurements that OpenTelemetry exports, kept in memory since the process started.</remarks>
public sealed record MetricsSummary
{
    /// <summary>The instance that answers, by its machine and process.</summary>
    public required string Instance { get; init; }

    /// <summary>When the answer was made (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the instance started (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Seconds since the instance started.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>Seconds that series, rates and percentiles look back.</summary>
    public required double WindowSeconds { get; init; }

    /// <summary>Whether every part can work.</summary>
    public required HealthDocument Health { get; init; }

    /// <summary>What is done, by kind: requests, images, events, orchestrations, activities.</summary>
    public required IReadOnlyList<OperationSummary> Operations { get; init; }

    /// <summary>What waits to be done.</summary>
    public required BacklogSummary Backlog { get; init; }

    /// <summary>The circuits that this instance uses, by name.</summary>
    public required IReadOnlyList<CircuitSummary> Circuits { get; init; }

    /// <summary>What the cache is good for.</summary>
    public required CacheSummary Cache { get; init; }

    /// <summary>Attempts after the first, of calls to other services.</summary>
    public required RetrySummary Retries { get; init; }

    /// <summary>What it costs. Of all instances together, unlike the rest; null while the records cannot be read.</summary>
    public MonthToDate? Cost { get; init; }
}
