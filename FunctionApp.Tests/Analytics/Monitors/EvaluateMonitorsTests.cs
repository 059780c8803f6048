using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Anomalies;
using FunctionApp.Tests.Analytics.Queries;

namespace FunctionApp.Tests.Analytics.Monitors;

[TestClass]
public sealed class EvaluateMonitorsTests
{
    [TestMethod]
    public async Task Two_windows_in_a_row_above_the_bound_raise_one_alert_and_the_first_below_ends_it()
    {
        using var host = new MonitorHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await host.Store.PutAsync("shop", "busy", new() { Metric = StreamMetric.Count, Above = 3, Windows = 2 });

        var calm = await EvaluateAsync(host, stream, 5, 1, 5);
        var busy = await EvaluateAsync(host, stream, 5, 5);
        var over = await EvaluateAsync(host, stream, 2);

        Assert.IsEmpty(calm.Raised);
        var alert = busy.Raised.Single();
        Assert.AreEqual(Minute(3), alert.Window);
        Assert.AreEqual(5, alert.Value);
        Assert.IsEmpty(busy.Resolved);
        Assert.AreEqual(alert.AlertId, over.Resolved.Single().AlertId);
    }

    [TestMethod]
    public async Task Windows_that_are_judged_again_say_the_same_and_are_not_counted_again()
    {
        using var host = new MonitorHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await host.Store.PutAsync("shop", "busy", new() { Metric = StreamMetric.Count, Above = 3, Windows = 2 });

        var first = await EvaluateAsync(host, stream, 5);
        var again = await host.Get<EvaluateMonitors>().RunAsync(new("shop", Minute(0), Minute(1)), CancellationToken.None);
        var second = await EvaluateAsync(host, stream, 5);
        var secondAgain = await host.Get<EvaluateMonitors>().RunAsync(new("shop", Minute(1), Minute(2)), CancellationToken.None);
        var late = await host.Get<EvaluateMonitors>().RunAsync(new("shop", Minute(0), Minute(1)), CancellationToken.None);

        Assert.IsEmpty(first.Raised);
        Assert.IsEmpty(again.Raised);
        Assert.AreEqual(second.Raised.Single(), secondAgain.Raised.Single());
        Assert.IsEmpty(late.Raised);
    }

    [TestMethod]
    public async Task An_empty_window_counts_nothing_and_has_no_mean()
    {
        using var host = new MonitorHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await host.Store.PutAsync("shop", "quiet", new() { Metric = StreamMetric.Count, Below = 1 });
        await host.Store.PutAsync("shop", "cheap", new() { Metric = StreamMetric.Mean, Below = 1 });

        var verdict = await EvaluateAsync(host, stream, 1, 0, 1);

        Assert.AreEqual("quiet", verdict.Raised.Single().Monitor);
        Assert.AreEqual(Minute(1), verdict.Raised[0].Window);
        Assert.AreEqual(verdict.Raised[0].AlertId, verdict.Resolved.Single().AlertId);
    }

    [TestMethod]
    public async Task A_window_that_is_not_as_expected_raises_an_alert_without_a_fixed_bound()
    {
        using var host = new MonitorHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await host.Store.PutAsync("shop", "odd", new() { Metric = StreamMetric.Count, Anomaly = AnomalySensitivity.Medium });

        var usual = await EvaluateAsync(host, stream, [.. Enumerable.Range(0, 40).Select(minute => 10 + (minute % 3))]);
        var odd = await EvaluateAsync(host, stream, 90, 11);

        Assert.IsEmpty(usual.Raised);
        Assert.AreEqual(Minute(40), odd.Raised.Single().Window);
        Assert.AreEqual(odd.Raised[0].AlertId, odd.Resolved.Single().AlertId);
    }

    [TestMethod]
    public async Task A_monitor_watches_only_the_type_it_names()
    {
        using var host = new MonitorHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await host.Store.PutAsync("shop", "refunds", new() { Metric = StreamMetric.Count, Above = 0, Type = "refund" });

        Assert.IsEmpty((await EvaluateAsync(host, stream, 9)).Raised);
    }

    [TestMethod]
    public async Task Silence_raises_an_alert_once_and_the_first_events_end_it()
    {
        using var host = new MonitorHost();
        host.Clock.Advance(Minute(1) - host.Clock.GetUtcNow());
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await host.Store.PutAsync("shop", "quiet", new() { Metric = StreamMetric.Count, Below = 1, Windows = 2 });
        var evaluate = host.Get<EvaluateMonitors>();

        var busy = await EvaluateAsync(host, stream, 3, 3);
        var first = await evaluate.RunAsync(new("shop", Minute(2), Minute(3), IsByClock: true), CancellationToken.None);
        var second = await evaluate.RunAsync(new("shop", Minute(2), Minute(4), IsByClock: true), CancellationToken.None);
        var again = await evaluate.RunAsync(new("shop", Minute(2), Minute(4), IsByClock: true), CancellationToken.None);
        var later = await evaluate.RunAsync(new("shop", Minute(2), Minute(9), IsByClock: true), CancellationToken.None);
        var over = await EvaluateAsync(host, stream, 0, 0, 0, 0, 0, 0, 0, 5);

        Assert.IsEmpty(busy.Raised);
        Assert.IsEmpty(first.Raised);
        Assert.AreEqual((Minute(3), 0.0), (second.Raised.Single().Window, second.Raised[0].Value));
        Assert.AreEqual(second.Raised[0], again.Raised.Single());
        Assert.IsEmpty(later.Raised);
        Assert.IsEmpty(over.Raised);
        Assert.AreEqual(second.Raised[0].AlertId, over.Resolved.Single().AlertId);
    }

    [TestMethod]
    public async Task Silence_before_a_monitor_was_set_is_none_of_its_business()
    {
        using var host = new MonitorHost();
        host.Clock.Advance(Minute(60) - host.Clock.GetUtcNow());
        await PurchaseStream.CreateAsync(host.Services);
        await host.Store.PutAsync("shop", "quiet", new() { Metric = StreamMetric.Count, Below = 1 });
        var evaluate = host.Get<EvaluateMonitors>();

        var before = await evaluate.RunAsync(new("shop", From: null, Minute(60), IsByClock: true), CancellationToken.None);
        var after = await evaluate.RunAsync(new("shop", From: null, Minute(61), IsByClock: true), CancellationToken.None);

        Assert.IsEmpty(before.Raised);
        Assert.AreEqual(Minute(60), after.Raised.Single().Window);
    }

    [TestMethod]
    public async Task A_stream_that_falls_silent_is_not_as_expected()
    {
        using var host = new MonitorHost();
        host.Clock.Advance(Minute(0) - host.Clock.GetUtcNow());
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await host.Store.PutAsync("shop", "odd", new() { Metric = StreamMetric.Count, Anomaly = AnomalySensitivity.Medium });

        var usual = await EvaluateAsync(host, stream, [.. Enumerable.Range(0, 40).Select(minute => 20 + (minute % 3))]);
        var silent = await host.Get<EvaluateMonitors>().RunAsync(new("shop", Minute(40), Minute(41), IsByClock: true), CancellationToken.None);

        Assert.IsEmpty(usual.Raised);
        Assert.AreEqual((Minute(40), 0.0), (silent.Raised.Single().Window, silent.Raised[0].Value));
    }

    [TestMethod]
    public async Task A_new_rule_begins_anew_and_its_alerts_have_other_ids()
    {
        using var host = new MonitorHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await host.Store.PutAsync("shop", "busy", new() { Metric = StreamMetric.Count, Above = 3 });
        var before = await EvaluateAsync(host, stream, 5);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var (_, replaced) = await host.Store.PutAsync("shop", "busy", new() { Metric = StreamMetric.Count, Above = 4 });
        var after = await host.Get<EvaluateMonitors>().RunAsync(new("shop", Minute(0), Minute(1)), CancellationToken.None);

        Assert.AreEqual(before.Raised.Single().AlertId, replaced!.AlertId);
        Assert.AreNotEqual(before.Raised[0].AlertId, after.Raised.Single().AlertId);
    }

    [TestMethod]
    public async Task A_stream_has_no_more_monitors_than_allowed()
    {
        using var host = new MonitorHost(KeyValuePair.Create("Analytics:Monitors:MaxPerStream", (string?)"1"));
        var rule = new MonitorRule { Metric = StreamMetric.Count, Above = 3 };

        var (first, _) = await host.Store.PutAsync("shop", "one", rule);
        var (second, _) = await host.Store.PutAsync("shop", "two", rule);
        var (changed, _) = await host.Store.PutAsync("shop", "one", rule with { Above = 4 });

        Assert.IsNotNull(first);
        Assert.IsNull(second);
        Assert.IsNotNull(changed);
    }

    private static DateTimeOffset Minute(int minute) => Purchase.Begin.AddMinutes(minute);

    /// <summary>Takes so many events into each of the next minutes, closes them, and judges them.</summary>
    private static async Task<MonitorVerdict> EvaluateAsync(MonitorHost host, PurchaseStream stream, params int[] counts)
    {
        var from = stream.State.ClosedThrough ?? Minute(0);
        var purchases = counts.SelectMany((count, minute) => Enumerable.Repeat(new Purchase(from.AddMinutes(minute), "purchase", "a", "CH", 5), count)).ToList();
        var through = from.AddMinutes(counts.Length);
        await stream.AddAsync(purchases, through);
        return await host.Get<EvaluateMonitors>().RunAsync(new("shop", from, through), CancellationToken.None);
    }
}
