using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Queries.Calendar;

namespace FunctionApp.Tests.Analytics.Queries;

[TestClass]
public sealed class WindowsQueryTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [TestMethod]
    [DataRow("1m", "1m", "UTC", null)]
    [DataRow("7m", "7m", "UTC", null)]
    [DataRow("1h", "1h", "UTC", "refund")]
    [DataRow("1h", "10m", "UTC", null)]
    [DataRow("1d", "1d", "Europe/Zurich", null)]
    [DataRow("1d", "1d", "Asia/Kolkata", null)]
    [DataRow("3d", "1d", "America/New_York", "purchase")]
    [DataRow("1w", "1w", "UTC", null)]
    [DataRow("1mo", "1mo", "Pacific/Auckland", null)]
    public async Task Windows_of_any_size_are_what_brute_force_computes_before_and_after_compaction(string size, string hop, string zone, string? type)
    {
        using var host = new QueryHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await stream.AddAsync(Purchase.Generate(seed: 1, 20_000, Purchase.Begin, Week), Purchase.Begin.AddDays(6.7));
        var request = Request(size, hop, zone, type);

        var before = await RowsAsync(host, stream, request);
        await stream.CompactAsync();
        var after = await RowsAsync(host, stream, request);

        AssertSame(BruteForce(stream, request), before);
        AssertSame(BruteForce(stream, request), after);
    }

    [TestMethod]
    public async Task The_day_on_which_clocks_go_forward_has_23_hours()
    {
        using var host = new QueryHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        var hourly = Enumerable.Range(0, 7 * 24).Select(hour => new Purchase(Purchase.Begin.AddHours(hour), "purchase", "a", "CH", 1)).ToList();
        await stream.AddAsync(hourly, Purchase.Begin.AddDays(7));
        await stream.CompactAsync();

        var rows = await RowsAsync(host, stream, Request("1d", "1d", "Europe/Zurich", type: null));

        CollectionAssert.AreEqual(new long[] { 23, 24, 24, 24, 24, 24, 23, 2 }, rows.Select(row => row.Count).ToArray());
        Assert.AreEqual(TimeSpan.FromHours(23), rows[6].End - rows[6].Start);
    }

    [TestMethod]
    public async Task Empty_windows_are_left_out_unless_they_are_asked_for()
    {
        using var host = new QueryHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        Purchase[] purchases = [new(Purchase.Begin, "purchase", "a", "CH", 5), new(Purchase.Begin.AddMinutes(3), "purchase", "a", "CH", 7)];
        await stream.AddAsync(purchases, Purchase.Begin.AddMinutes(2));
        var request = Request("1m", "1m", "UTC", type: null) with { From = Purchase.Begin, To = Purchase.Begin.AddMinutes(4) };

        var sparse = await RowsAsync(host, stream, request);
        var filled = await RowsAsync(host, stream, request with { Fill = true });

        Assert.HasCount(2, sparse);
        CollectionAssert.AreEqual(new long[] { 1, 0, 0, 1 }, filled.Select(row => row.Count).ToArray());
        CollectionAssert.AreEqual(new[] { false, false, true, true }, filled.Select(row => row.IsOpen).ToArray());
        Assert.IsNull(filled[1].Mean);
    }

    [TestMethod]
    public async Task Closed_windows_come_from_the_cache_and_open_ones_change_with_the_stream()
    {
        using var host = new QueryHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await stream.AddAsync([new(Purchase.Begin, "purchase", "a", "CH", 5)], Purchase.Begin.AddMinutes(1));
        var closed = Request("1m", "1m", "UTC", type: null) with { To = Purchase.Begin.AddMinutes(1) };
        var open = closed with { From = closed.To, To = Purchase.Begin.AddMinutes(2) };
        var (closedBefore, openBefore) = (await TextAsync(host, stream, closed), await TextAsync(host, stream, open));

        // What no roll-up would do, so that only the cache can give the first answer again.
        await stream.AddAsync([new(Purchase.Begin, "purchase", "b", "CH", 6), new(Purchase.Begin.AddMinutes(1), "purchase", "b", "CH", 6)]);

        Assert.AreEqual(closedBefore, await TextAsync(host, stream, closed));
        Assert.AreEqual("", openBefore);
        Assert.Contains("\"count\":1", await TextAsync(host, stream, open));
    }

    private static WindowsRequest Request(string size, string hop, string zone, string? type) => new(
        Purchase.Begin.AddMinutes(-90),
        Purchase.Begin + Week,
        WindowSize.Parse(size)!.Value,
        WindowSize.Parse(hop)!.Value,
        TimeZoneInfo.FindSystemTimeZoneById(zone),
        type,
        Fill: false);

    private static async Task<List<WindowRow>> RowsAsync(QueryHost host, PurchaseStream stream, WindowsRequest request)
    {
        var rows = new List<WindowRow>();
        await foreach (var row in host.Get<WindowsQuery>().RowsAsync(stream.Snapshot, request))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static async Task<string> TextAsync(QueryHost host, PurchaseStream stream, WindowsRequest request)
    {
        var text = new MemoryStream();
        await foreach (var rows in host.Get<WindowsQuery>().TextAsync(stream.Snapshot, request, RowFormat.Json))
        {
            await text.WriteAsync(rows);
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private static List<(WindowSpan Span, List<Purchase> Purchases)> BruteForce(PurchaseStream stream, WindowsRequest request)
    {
        var grid = new WindowGrid(request);
        return
        [
            .. Enumerable.Range(0, (int)grid.Count)
                .Select(i => grid.Window(grid.First + i))
                .Select(span => (span, stream.Purchases.Where(purchase
                    => purchase.Time >= span.Start && purchase.Time < span.End && (request.Type ?? purchase.Type) == purchase.Type).ToList()))
                .Where(window => window.Item2.Count > 0),
        ];
    }

    private static void AssertSame(List<(WindowSpan Span, List<Purchase> Purchases)> expected, List<WindowRow> rows)
    {
        Assert.HasCount(expected.Count, rows);
        foreach (var ((span, purchases), row) in expected.Zip(rows))
        {
            var amounts = purchases.Select(purchase => purchase.Amount).Order().ToList();
            var users = purchases.Select(purchase => purchase.User).Distinct().Count();
            Assert.AreEqual(span, new WindowSpan(row.Start, row.End));
            Assert.AreEqual(purchases.Count, row.Count);
            Assert.AreEqual(users, row.Uniques, 1 + (users * 5 * 0.00813));
            Assert.AreEqual(amounts.Sum(), row.Sum, amounts.Sum() * 1e-12);
            Assert.AreEqual(amounts[0], row.Min);
            Assert.AreEqual(amounts[^1], row.Max);
            Assert.AreEqual(amounts.Average(), row.Mean!.Value, amounts.Average() * 1e-12);
            AssertQuantile(amounts, 0.5, row.P50);
            AssertQuantile(amounts, 0.95, row.P95);
            AssertQuantile(amounts, 0.99, row.P99);
        }
    }

    private static void AssertQuantile(List<double> sorted, double q, double? actual)
    {
        var exact = sorted[(int)(q * (sorted.Count - 1))];
        Assert.AreEqual(exact, actual!.Value, exact * 0.0101);
    }
}
