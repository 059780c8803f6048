using System.Text;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Sketches;

namespace FunctionApp.Tests.Analytics.Aggregation;

[TestClass]
public sealed class SegmentAggregatorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly StreamSettings Settings = new() { Value = "data.amount", Unique = "data.user", TopK = ["data.user"] };

    [TestMethod]
    public async Task Events_are_counted_by_window_and_type()
    {
        var result = await AggregateAsync(
            Line("view", "12:00:01", 1, "a") + Line("view", "12:00:59", 3, "b") + Line("order", "12:00:30", 5, "a") + Line("view", "12:01:00", 7, "a"));

        Assert.HasCount(3, result.Windows);
        var window = result.Windows[new(Noon, "view")];
        Assert.AreEqual((2L, 2L, 4.0, 1.0, 3.0), (window.Count, window.ValueCount, window.Sum, window.Min!.Value, window.Max!.Value));
        Assert.AreEqual(2, window.Uniques.Estimate(), 0.01);
        Assert.AreEqual(7, result.Windows[new(Noon.AddMinutes(1), "view")].Sum);
        Assert.AreEqual(Noon.AddSeconds(1), result.FirstEvent);
        Assert.AreEqual(Noon.AddMinutes(1), result.LastEvent);
    }

    [TestMethod]
    [DataRow("", 0, 0)]
    [DataRow("\n\r\n  \n", 0, 0)]
    [DataRow("{\"type\":\"a\",\"time\":\"2026-01-31T12:00:00Z\"}", 1, 0)]
    [DataRow("\uFEFF{\"type\":\"a\",\"time\":\"2026-01-31T12:00:00Z\"}\r\n", 1, 0)]
    [DataRow("{\"type\":\"a\",\"time\":\"2026-01-31T12:00:00Z\"}\nnonsense\n{\"type\":\"a\",\"time\":\"2026-01-31T12:00:00Z\"}", 2, 1)]
    [DataRow("{\"type\":\"a\",\"time\":\"2026-01-31T12:00:00Z\"", 0, 1)]
    public async Task Every_line_that_is_not_blank_is_an_event_or_rejected(string lines, int events, int rejected)
    {
        var result = await AggregateAsync(lines);

        Assert.AreEqual((events, rejected, events + rejected), (result.Events, result.Rejected, result.Lines));
    }

    [TestMethod]
    public async Task A_rejected_line_is_named_with_its_number_and_reason()
    {
        var result = await AggregateAsync(Line("a", "12:00:00", 1, "a") + "\n[]\n");

        Assert.AreEqual(new RejectedLine(3, "The line is not a JSON object."), result.Rejections.Single());
    }

    [TestMethod]
    public async Task Bytes_that_are_not_UTF_8_reject_their_line_only()
    {
        byte[] lines = [.. Encoding.UTF8.GetBytes(Line("a", "12:00:00", 1, "a")), .. "{\"type\":\""u8, 0xFF, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(Line("a", "12:00:00", 1, "a"))];

        var result = await SegmentAggregator.AggregateAsync(new MemoryStream(lines), Settings);

        Assert.AreEqual((2, 1), (result.Events, result.Rejected));
        Assert.AreEqual("The line is not UTF-8.", result.Rejections.Single().Reason);
    }

    [TestMethod]
    public void A_million_different_frequent_values_take_bounded_memory_and_what_is_frequent_is_found_within_its_bounds()
    {
        const int others = 1_000_000;
        const int often = 20_000;
        var aggregator = new SegmentAggregator(Settings);
        for (var i = 0; i < others; i += 1_000)
        {
            aggregator.Add(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(i, 1_000).Select(other => Line("view", "12:00:00", 1, $"user-{other}")))
                + string.Concat(Enumerable.Repeat(Line("view", "12:00:00", 1, "frequent"), often / 1_000))));
        }

        var window = aggregator.Result.Windows[new(Noon, "view")];
        var top = window.Top("data.user")!;
        var first = top.Top(1).Single();

        Assert.IsLessThan(200_000, window.MemoryBytes);
        Assert.AreEqual(others + often, top.Total);
        Assert.AreEqual("frequent", first.Key);
        Assert.IsTrue(first.LowerBound <= often && often <= first.UpperBound);
        Assert.IsLessThanOrEqualTo(2 * top.Total / FrequentItems.DefaultCapacity, first.UpperBound - first.LowerBound);
    }

    [TestMethod]
    public async Task A_line_that_is_too_long_is_rejected_and_the_next_is_read()
    {
        var result = await AggregateAsync(new string('x', LineReader.MaxLineBytes + 5_000_000) + "\n" + Line("a", "12:00:00", 1, "a"));

        Assert.AreEqual((1, 1), (result.Events, result.Rejected));
        StringAssert.Contains(result.Rejections.Single().Reason, "longer than");
    }

    [TestMethod]
    public async Task Late_events_are_handed_over_and_in_no_window()
    {
        var late = new List<string>();
        var options = new SegmentAggregatorOptions { AcceptFrom = Noon, OnLate = line => late.Add(Encoding.UTF8.GetString(line)) };

        var result = await AggregateAsync(Line("a", "11:59:59", 1, "a") + Line("a", "12:00:00", 2, "a"), options);

        Assert.AreEqual((1, 1), (result.Events, result.Late));
        Assert.AreEqual(Line("a", "11:59:59", 1, "a").TrimEnd(), late.Single());
    }

    [TestMethod]
    public async Task Types_beyond_the_limit_are_counted_together()
    {
        var result = await AggregateAsync(string.Concat(Enumerable.Range(0, 10).Select(i => Line($"type-{i}", "12:00:00", 1, "a"))), new() { MaxTypes = 4 });

        Assert.HasCount(5, result.Windows);
        Assert.AreEqual(6, result.Windows[new(Noon, WindowKey.OtherTypes)].Count);
    }

    [TestMethod]
    public async Task Parts_merge_to_what_the_whole_gives()
    {
        var lines = Enumerable.Range(0, 3000).Select(i => Line(i % 3 == 0 ? "order" : "view", $"12:{i % 60:00}:00", i * 0.1, $"user-{i % 700}")).ToList();
        var whole = await AggregateAsync(string.Concat(lines));

        var merged = await AggregateAsync(string.Concat(lines.Take(1100)));
        merged.Merge(await AggregateAsync(string.Concat(lines.Skip(1100))));

        Assert.AreEqual(whole.Events, merged.Events);
        Assert.HasCount(whole.Windows.Count, merged.Windows);
        foreach (var (key, window) in whole.Windows)
        {
            var other = merged.Windows[key];
            Assert.AreEqual((window.Count, window.Sum, window.Min, window.Max, window.Quantile(0.5)), (other.Count, other.Sum, other.Min, other.Max, other.Quantile(0.5)));
            Assert.AreEqual(window.Uniques.Estimate(), other.Uniques.Estimate());
            CollectionAssert.AreEqual(window.Top("data.user")!.Top(20).ToList(), other.Top("data.user")!.Top(20).ToList());
        }
    }

    private static string Line(string type, string time, double amount, string user)
        => FormattableString.Invariant($$$"""{"type":"{{{type}}}","time":"2026-01-31T{{{time}}}Z","data":{"amount":{{{amount}}},"user":"{{{user}}}"}}""") + "\n";

    private static Task<SegmentAggregate> AggregateAsync(string lines, SegmentAggregatorOptions? options = null)
        => SegmentAggregator.AggregateAsync(new MemoryStream(Encoding.UTF8.GetBytes(lines)), Settings, options);
}
