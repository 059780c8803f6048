using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Anomalies;
using FunctionApp.Core.Analytics.Queries.Calendar;
using FunctionApp.Core.Analytics.Queries.Trends;

namespace FunctionApp.Tests.Analytics.Queries;

[TestClass]
public sealed class StreamQueriesTests
{
    private static readonly DateTimeOffset From = Purchase.Begin.AddMinutes(1_000), To = Purchase.Begin.AddMinutes(6_001);

    [TestMethod]
    public async Task Top_values_come_with_bounds_that_hold_the_truth()
    {
        using var host = new QueryHost();
        var stream = await WeekAsync(host);

        var top = await host.Get<StreamQueries>().TopAsync(stream.Snapshot, "data.country", 3, From, To, "purchase", CancellationToken.None);

        var truth = InRange(stream, From, To).Where(purchase => purchase.Type == "purchase").GroupBy(purchase => purchase.Country)
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.AreEqual(truth.Values.Sum(), top.Total);
        CollectionAssert.AreEqual(
            truth.OrderByDescending(pair => pair.Value).Take(3).Select(pair => pair.Key).ToArray(), top.Items.Select(item => item.Term).ToArray());
        Assert.IsTrue(top.Items.All(item => item.Lower <= truth[item.Term] && truth[item.Term] <= item.Upper));
        Assert.IsTrue(top.Items.All(item => item.Lower <= item.Count && item.Count <= item.Upper && item.Share is > 0 and < 1));
    }

    [TestMethod]
    public async Task Uniques_over_a_range_are_of_the_union_and_not_the_sum_of_windows()
    {
        using var host = new QueryHost();
        var stream = await WeekAsync(host);

        var answer = await host.Get<StreamQueries>().UniquesAsync(stream.Snapshot, From, To, type: null, CancellationToken.None);

        var truth = InRange(stream, From, To).Select(purchase => purchase.User).Distinct().Count();
        Assert.AreEqual(truth, answer.Uniques, truth * 5 * answer.RelativeStandardError);
        Assert.IsTrue(answer.Lower < answer.Uniques && answer.Uniques < answer.Upper);
    }

    [TestMethod]
    public async Task Percentiles_are_within_their_stated_error()
    {
        using var host = new QueryHost();
        var stream = await WeekAsync(host);

        var answer = await host.Get<StreamQueries>().PercentilesAsync(stream.Snapshot, [0.1, 50, 99.9, 100], From, To, type: null, CancellationToken.None);

        var amounts = InRange(stream, From, To).Select(purchase => purchase.Amount).Order().ToList();
        Assert.AreEqual(amounts.Count, answer.Count);
        foreach (var item in answer.Items)
        {
            var exact = amounts[(int)(item.P / 100 * (amounts.Count - 1))];
            Assert.AreEqual(exact, item.Value!.Value, exact * (answer.RelativeError + 1e-9));
        }
    }

    [TestMethod]
    public async Task A_value_that_comes_twice_as_often_as_before_is_the_first_trend()
    {
        using var host = new QueryHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        var day = TimeSpan.FromDays(1);
        var more = Purchase.Generate(seed: 3, 500, Purchase.Begin + day, day).ConvertAll(purchase => purchase with { Country = "LI" });
        var some = Purchase.Generate(seed: 4, 250, Purchase.Begin, day).ConvertAll(purchase => purchase with { Country = "LI" });
        await stream.AddAsync(
            [.. Purchase.Generate(seed: 5, 8_000, Purchase.Begin, 2 * day).Concat(more).Concat(some).OrderBy(purchase => purchase.Time)], Purchase.Begin + (2 * day));

        var trends = await host.Get<StreamQueries>().TrendsAsync(
            stream.Snapshot, "data.country", 5, TrendBasis.Share, 0.01, Purchase.Begin + day, Purchase.Begin + (2 * day), type: null, CancellationToken.None);

        Assert.AreEqual("LI", trends.Items[0].Term);
        Assert.AreEqual(500, trends.Items[0].Count);
        Assert.AreEqual(250, trends.Items[0].Previous);
        Assert.IsTrue(trends.Items[0].IsSignificant);
        Assert.IsFalse(trends.Items.Skip(1).Any(trend => trend.IsSignificant && Math.Abs(trend.Growth ?? 1) > 0.5));
        Assert.AreEqual(Purchase.Begin, trends.PreviousFrom);
    }

    [TestMethod]
    public async Task An_hour_that_stands_out_is_found_in_the_windows()
    {
        using var host = new QueryHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        var odd = Purchase.Generate(seed: 6, 600, Purchase.Begin.AddHours(60), TimeSpan.FromHours(1));
        await stream.AddAsync(
            [.. Purchase.Generate(seed: 7, 7_200, Purchase.Begin, TimeSpan.FromHours(72)).Concat(odd).OrderBy(purchase => purchase.Time)],
            Purchase.Begin.AddHours(72));

        var answer = await host.Get<AnomaliesQuery>().AnswerAsync(
            stream.Snapshot,
            StreamMetric.Count,
            new WindowSize(1, WindowUnit.Hour),
            AnomalySensitivity.Medium,
            Purchase.Begin.AddHours(40),
            Purchase.Begin.AddHours(100),
            type: null,
            CancellationToken.None);

        var spike = answer.Items.Single();
        Assert.AreEqual(Purchase.Begin.AddHours(60), spike.Start);
        Assert.AreEqual(AnomalyKind.Spike, spike.Kind);
        Assert.AreEqual(100, spike.Expected, 20);
        Assert.AreEqual(32, answer.Judged);
        Assert.AreEqual(Purchase.Begin.AddHours(72), answer.To);
    }

    [TestMethod]
    public async Task Of_a_stream_without_events_every_answer_is_empty()
    {
        using var host = new QueryHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        var queries = host.Get<StreamQueries>();

        Assert.IsEmpty((await queries.TopAsync(stream.Snapshot, "type", 5, From, To, null, CancellationToken.None)).Items);
        Assert.AreEqual(0, (await queries.UniquesAsync(stream.Snapshot, From, To, null, CancellationToken.None)).Uniques);
        Assert.IsNull((await queries.PercentilesAsync(stream.Snapshot, [50], From, To, null, CancellationToken.None)).Items[0].Value);
        Assert.IsEmpty((await queries.TrendsAsync(stream.Snapshot, "type", 5, TrendBasis.Rate, 0.05, From, To, null, CancellationToken.None)).Items);
        var anomalies = await host.Get<AnomaliesQuery>().AnswerAsync(
            stream.Snapshot, StreamMetric.Mean, new(1, WindowUnit.Hour), AnomalySensitivity.High, From, To, null, CancellationToken.None);
        Assert.AreEqual(AnomalyBaseline.None, anomalies.Baseline);
        Assert.IsNotNull(anomalies.Note);
    }

    private static async Task<PurchaseStream> WeekAsync(QueryHost host)
    {
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await stream.AddAsync(Purchase.Generate(seed: 2, 20_000, Purchase.Begin, TimeSpan.FromDays(7)), Purchase.Begin.AddDays(6));
        await stream.CompactAsync();
        return stream;
    }

    private static IEnumerable<Purchase> InRange(PurchaseStream stream, DateTimeOffset from, DateTimeOffset to)
        => stream.Purchases.Where(purchase => purchase.Time >= from && purchase.Time < to);
}
