using FunctionApp.Core.Analytics.Queries.Anomalies;

namespace FunctionApp.Tests.Analytics.Queries.Anomalies;

[TestClass]
public sealed class AnomalyDetectorTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [TestMethod]
    [DataRow(AnomalySensitivity.High, 0.01)]
    [DataRow(AnomalySensitivity.Medium, 0.003)]
    [DataRow(AnomalySensitivity.Low, 0.001)]
    public void Noise_alone_raises_no_more_than_the_stated_rate_of_false_alarms(AnomalySensitivity sensitivity, double rate)
    {
        var random = new Random(1);
        foreach (var mean in (double[])[0.05, 0.5, 3, 40, 1_000])
        {
            var counts = Series(10_000, TimeSpan.FromMinutes(1), _ => Noise.Poisson(random, mean));
            var analysis = AnomalyDetector.Detect(counts, SeriesMetric.Count, from: 0, sensitivity);

            Assert.IsLessThanOrEqualTo(rate * analysis.Judged, analysis.Items.Count, $"Poisson {mean}");
        }

        var measures = Series(10_000, TimeSpan.FromMinutes(1), _ => 20 + Noise.Normal(random));
        Assert.IsLessThanOrEqualTo(rate * 10_000, AnomalyDetector.Detect(measures, SeriesMetric.Measure, from: 0, sensitivity).Items.Count, "normal");
    }

    [TestMethod]
    public void Planted_spikes_and_dips_are_found_in_a_weekly_rhythm_and_little_else_is()
    {
        var random = new Random(2);
        var series = Series(7 * 24 * 8, Hour, i => Noise.Poisson(random, Rhythm(i)));
        int[] spikes = [850, 960, 1_111, 1_300], dips = [900, 1_021, 1_213];
        Array.ForEach(spikes, i => series[i] = series[i] with { Value = series[i].Value * 4 });
        Array.ForEach(dips, i => series[i] = series[i] with { Value = 0 });

        var found = AnomalyDetector.Detect(series, SeriesMetric.Count, from: 800, AnomalySensitivity.Medium);

        var planted = spikes.Select(i => (series[i].Start, AnomalyKind.Spike)).Concat(dips.Select(i => (series[i].Start, AnomalyKind.Dip))).ToHashSet();
        var hits = found.Items.Count(item => planted.Contains((item.Start, item.Kind)));
        Assert.AreEqual(AnomalyBaseline.HourOfWeek, found.Baseline);
        Assert.AreEqual(planted.Count, hits, "recall");
        Assert.IsGreaterThan(0.8, hits / (double)found.Items.Count, "precision");
    }

    [TestMethod]
    public void An_anomaly_tells_what_was_expected_and_what_would_have_passed()
    {
        var random = new Random(3);
        var series = Series(100, Hour, _ => 500 + (10 * Noise.Normal(random)));
        series[80] = series[80] with { Value = 800 };

        var spike = AnomalyDetector.Detect(series, SeriesMetric.Measure, from: 60, AnomalySensitivity.Medium).Items.Single();

        Assert.AreEqual(series[80].Start, spike.Start);
        Assert.AreEqual(AnomalyKind.Spike, spike.Kind);
        Assert.AreEqual(500, spike.Expected, 10);
        Assert.AreEqual(560, spike.Upper, 30);
        Assert.AreEqual(440, spike.Lower, 30);
        Assert.IsGreaterThan(10, spike.Score);
        Assert.IsGreaterThan(0.999999, spike.Confidence);
    }

    [TestMethod]
    public void A_lasting_new_level_is_one_change_point_and_not_many_spikes()
    {
        var random = new Random(4);
        var series = Series(400, Hour, i => (i < 250 ? 100 : 160) + (5 * Noise.Normal(random)));

        var items = AnomalyDetector.Detect(series, SeriesMetric.Measure, from: 100, AnomalySensitivity.Medium).Items;

        var change = items.Single();
        Assert.AreEqual(AnomalyKind.ChangePoint, change.Kind);
        Assert.AreEqual(series[250].Start, change.Start);
        Assert.AreEqual(100, change.Expected, 5);
        Assert.AreEqual(160, change.Value, 5);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.0)]
    [DataRow(250.0)]
    public void A_constant_series_has_no_anomaly(double value)
    {
        var series = Series(500, Hour, _ => value);

        Assert.IsEmpty(AnomalyDetector.Detect(series, SeriesMetric.Count, from: 0, AnomalySensitivity.High).Items);
        Assert.IsEmpty(AnomalyDetector.Detect(series, SeriesMetric.Measure, from: 0, AnomalySensitivity.High).Items);
    }

    [TestMethod]
    [DataRow(60.0, 0.0, AnomalyKind.Dip)]
    [DataRow(60.0, 90.0, AnomalyKind.Spike)]
    [DataRow(1.0, 0.0, AnomalyKind.Dip)]
    [DataRow(0.0, 500.0, AnomalyKind.Spike)]
    public void One_window_that_leaves_a_constant_series_is_an_anomaly(double value, double other, AnomalyKind kind)
    {
        var series = Series(100, Hour, i => i == 70 ? other : value);

        var anomaly = AnomalyDetector.Detect(series, SeriesMetric.Count, from: 50, AnomalySensitivity.Medium).Items.Single();

        Assert.AreEqual(kind, anomaly.Kind);
        Assert.AreEqual(series[70].Start, anomaly.Start);
        Assert.IsLessThanOrEqualTo(100, anomaly.Score);
    }

    [TestMethod]
    public void One_event_after_long_silence_is_no_anomaly()
    {
        var series = Series(100, Hour, i => i == 70 ? 1 : 0);

        Assert.IsEmpty(AnomalyDetector.Detect(series, SeriesMetric.Count, from: 50, AnomalySensitivity.High).Items);
    }

    [TestMethod]
    public void Too_little_history_is_said_and_not_guessed_at()
    {
        var series = Series(30, Hour, i => i == 10 ? 1_000 : 5);

        var analysis = AnomalyDetector.Detect(series, SeriesMetric.Count, from: 0, AnomalySensitivity.High);

        Assert.AreEqual(Baselines.MinHistory, analysis.Unjudged);
        Assert.AreEqual(10, analysis.Judged);
        Assert.IsEmpty(analysis.Items);
        Assert.AreEqual(
            AnomalyBaseline.None, AnomalyDetector.Detect(series.AsSpan(0, 10), SeriesMetric.Count, from: 0, AnomalySensitivity.High).Baseline);
    }

    [TestMethod]
    public void Windows_without_a_value_are_neither_judged_nor_history()
    {
        var series = Series(200, Hour, i => i % 2 == 0 ? null : 7);

        var analysis = AnomalyDetector.Detect(series, SeriesMetric.Measure, from: 100, AnomalySensitivity.Medium);

        Assert.AreEqual(50, analysis.Judged);
        Assert.AreEqual(50, analysis.Unjudged);
        Assert.IsEmpty(analysis.Items);
    }

    [TestMethod]
    public void What_is_found_of_a_window_does_not_depend_on_what_comes_after_unless_a_new_level_begins()
    {
        var random = new Random(5);
        var series = Series(400, Hour, i => Noise.Poisson(random, i is 150 or 300 ? 500 : 100));

        var all = AnomalyDetector.Detect(series, SeriesMetric.Count, from: 100, AnomalySensitivity.Medium).Items;
        var atTheTime = AnomalyDetector.Detect(series.AsSpan(0, 151), SeriesMetric.Count, from: 100, AnomalySensitivity.Medium).Items;

        Assert.AreEqual(all[0], atTheTime.Single());
        Assert.HasCount(2, all);
    }

    private static double Rhythm(int hour)
    {
        var day = 200 + (150 * Math.Sin(2 * Math.PI * ((hour % 24) - 9) / 24));
        return hour / 24 % 7 < 5 ? day : day / 3;
    }

    private static SeriesPoint[] Series(int length, TimeSpan size, Func<int, double?> value)
        => [.. Enumerable.Range(0, length).Select(i => new SeriesPoint(Monday + (i * size), value(i)))];
}
