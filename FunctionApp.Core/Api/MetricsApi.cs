using System.Globalization;
using FunctionApp.Core.Api.Summary;
using FunctionApp.Core.Costs;
using FunctionApp.Core.Operations;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Telemetry;
using FunctionApp.Core.Telemetry.Summary;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Api;

/// <summary>The metrics route's handler.</summary>
public sealed class MetricsApi(
    MeasurementSummary measurements, OrchestrationAges ages, MonthlyCost cost, HealthCheckService checks, IOptions<SummaryOptions> options, TimeProvider time)
{
    private static readonly string Instance = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    /// <summary>How this instance is doing.</summary>
    public async Task<IResult> GetSummaryAsync(IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        await ages.RefreshAsync(orchestrations, cancellationToken);
        var health = await checks.CheckHealthAsync(cancellationToken);
        var now = time.GetUtcNow();
        var gauges = measurements.ReadGauges();
        var summary = new MetricsSummary
        {
            Instance = Instance,
            At = now,
            StartedAt = measurements.StartedAt,
            UptimeSeconds = Math.Round((now - measurements.StartedAt).TotalSeconds, 3),
            WindowSeconds = options.Value.Window.TotalSeconds,
            Health = HealthDocument.Of(health),
            Operations = [.. MeasuredOperations.Listed.Select(Operation)],
            Backlog = Backlog(gauges),
            Circuits = [.. Circuits(gauges).OrderBy(circuit => circuit.Name, StringComparer.Ordinal)],
            Cache = Cache(measurements.Read(MeasuredOperations.CacheRequests)),
            Retries = Retries(measurements.Read(MeasuredOperations.Retries)),
            Cost = await cost.FindAsync(cancellationToken),
        };
        return Results.Json(summary, SummaryJson.Default.MetricsSummary);
    }

    private static BacklogSummary Backlog(IReadOnlyList<GaugeReading> gauges)
    {
        var ages = gauges.Where(gauge => gauge.Instrument == InstrumentNames.OldestOrchestration).ToList();
        return new(
            Count("waiting_activity"), Count("running_activity"), Count("waiting_turn"), ages.Count > 0 ? ages.Max(age => Math.Round(age.Value, 3)) : null);

        long? Count(string kind) => gauges
            .Where(gauge => gauge.Instrument == InstrumentNames.Backlog && kind.Equals(gauge.Attributes["backlog.kind"]))
            .Select(gauge => (long?)gauge.Value)
            .FirstOrDefault();
    }

    private static IEnumerable<CircuitSummary> Circuits(IReadOnlyList<GaugeReading> gauges) => gauges
        .Where(gauge => gauge.Instrument == InstrumentNames.CircuitState)
        .Select(gauge => new CircuitSummary((string)gauge.Attributes["circuit.name"]!, (CircuitState)(int)gauge.Value));

    private static CacheSummary Cache(OperationReadings lookUps)
    {
        var hits = lookUps.Throughput with { Values = [.. lookUps.Throughput.Values.Zip(lookUps.Failures.Values, (all, missed) => Math.Round(all - missed, 3))] };
        var recent = lookUps.Throughput.Values.Sum();
        return new(
            lookUps.Total, lookUps.Total - lookUps.Failed, recent > 0 ? Math.Round(hits.Values.Sum() / recent, 4) : null, lookUps.Throughput, hits);
    }

    private static RetrySummary Retries(OperationReadings retries) => new(retries.Total, retries.Throughput);

    private OperationSummary Operation(string name)
    {
        var readings = measurements.Read(name);
        return new()
        {
            Name = name,
            PerSecond = readings.PerSecond,
            Total = readings.Total,
            Failed = readings.Failed,
            Throughput = readings.Throughput,
            Failures = readings.Failures,
            Latency = readings.Latency is { } latency ? new(latency.P50, latency.P95, latency.P99, latency.P95Series) : null,
        };
    }
}
