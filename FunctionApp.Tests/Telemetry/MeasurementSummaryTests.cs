using System.Diagnostics.Metrics;
using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Telemetry;
using FunctionApp.Core.Telemetry.Summary;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Telemetry;

[TestClass]
public sealed class MeasurementSummaryTests : IDisposable
{
    private const string Durations = "summary.test.duration";
    private const string Counts = "summary.test.count";

    private static readonly MeasuredOperation[] Operations =
    [
        new("calls", InstrumentNames.Scope, Durations, attributes => attributes.Length > 0 ? MeasuredOutcome.Failed : MeasuredOutcome.Succeeded),
        new("long calls", InstrumentNames.Scope, Durations, attributes => attributes.Length > 0 ? MeasuredOutcome.Succeeded : MeasuredOutcome.Other),
        new("events", InstrumentNames.Scope, Counts, _ => MeasuredOutcome.Succeeded),
    ];

    private readonly ManualTimeProvider _time = new();
    private readonly IMeterFactory _meters = Meters.CreateFactory();
    private readonly MeasurementSummary _summary;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _counts;

    public MeasurementSummaryTests()
    {
        var options = new SummaryOptions { Window = TimeSpan.FromMinutes(2), Step = TimeSpan.FromSeconds(10) };
        _summary = new(Operations, _meters, Options.Create(options), _time);
        _summary.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        var meter = _meters.Create(InstrumentNames.Scope);
        _durations = meter.CreateHistogram<double>(Durations);
        _counts = meter.CreateCounter<long>(Counts);
    }

    public void Dispose()
    {
        _summary.Dispose();
        _meters.Dispose();
    }

    [TestMethod]
    public void A_series_has_one_value_a_step_the_latest_last()
    {
        _counts.Add(50);
        _time.Advance(TimeSpan.FromSeconds(10));
        _counts.Add(20);
        _counts.Add(10);

        var series = _summary.Read("events").Throughput;

        Assert.AreEqual((12, 10.0), (series.Values.Count, series.Step));
        Assert.AreEqual(_time.GetUtcNow(), series.Start.AddSeconds(11 * 10));
        CollectionAssert.AreEqual(new[] { 0.0, 5, 3 }, series.Values.TakeLast(3).ToArray());
    }

    [TestMethod]
    public void What_is_past_the_window_is_in_the_total_only()
    {
        _counts.Add(50);
        _time.Advance(TimeSpan.FromMinutes(2));
        _counts.Add(1);

        var readings = _summary.Read("events");

        Assert.AreEqual(51, readings.Total);
        Assert.AreEqual(0.1, readings.Throughput.Values.Sum(), 1e-9);
    }

    [TestMethod]
    public void A_rate_is_that_of_the_last_minute_without_the_step_that_has_only_begun()
    {
        for (var step = 0; step < 11; step++)
        {
            _counts.Add(100);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        _counts.Add(1);

        Assert.AreEqual(10, _summary.Read("events").PerSecond, 1e-9);
    }

    [TestMethod]
    public void Failures_are_operations_and_an_operation_may_be_of_two_kinds()
    {
        _durations.Record(0.1);
        _durations.Record(0.2, new KeyValuePair<string, object?>("error", true));

        Assert.AreEqual((2, 1), (_summary.Read("calls").Total, _summary.Read("calls").Failed));
        Assert.AreEqual((1, 0), (_summary.Read("long calls").Total, _summary.Read("long calls").Failed));
        Assert.IsNull(_summary.Read("events").Latency);
    }

    [TestMethod]
    public void Percentiles_are_within_five_percent_of_the_true_ones()
        => Prop.ForAll(
            Gen.Choose(1, 60_000_000).Select(microseconds => microseconds / 1e3).NonEmptyListOf().ToArbitrary(),
            durations =>
            {
                var histogram = new LatencyHistogram();
                foreach (var duration in durations)
                {
                    histogram.Add(duration);
                }

                var sorted = durations.Order().ToList();
                return new[] { 0.5, 0.95, 0.99, 1 }.All(q =>
                {
                    var exact = sorted[(int)Math.Ceiling(q * sorted.Count) - 1];
                    return exact < 0.1 || Math.Abs(histogram.Quantile(q) - exact) <= 0.05 * exact;
                });
            }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Other_hosts_in_the_process_are_not_heard()
    {
        using var others = Meters.CreateFactory();
        others.Create(InstrumentNames.Scope).CreateCounter<long>(Counts).Add(1_000);

        Assert.AreEqual(0, _summary.Read("events").Total);
    }

    [TestMethod]
    public void Gauges_are_asked_when_somebody_looks()
    {
        var level = 1;
        _meters.Create(InstrumentNames.Scope).CreateObservableGauge(
            "summary.test.gauge", () => new Measurement<int>(level, new KeyValuePair<string, object?>("kind", "x")));
        level = 7;

        var gauge = _summary.ReadGauges().Single(reading => reading.Instrument == "summary.test.gauge");

        Assert.AreEqual((7.0, "x"), (gauge.Value, gauge.Attributes["kind"]));
    }
}
