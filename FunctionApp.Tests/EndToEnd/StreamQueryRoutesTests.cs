using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Tests.Analytics.Queries;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class StreamQueryRoutesTests
{
    private const string Range = "from=2026-03-23&to=2026-03-24";

    /// <summary>For tests that only ask.</summary>
    private static EmbeddedHost _host = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _host = await EmbeddedHost.StartAsync();
        await FillAsync(_host);
    }

    [ClassCleanup]
    public static Task StopAsync() => _host.DisposeAsync().AsTask();

    [TestMethod]
    [DataRow("windows?size=1h")]
    [DataRow("windows?size=1h&hop=15m&fill=true&tz=Europe/Zurich&type=refund")]
    [DataRow("top?field=data.country&k=3")]
    [DataRow("trends?field=data.country&basis=share&fdr=0.01")]
    [DataRow("uniques?")]
    [DataRow("percentiles?p=50,95,99.9")]
    [DataRow("anomalies?size=1h&metric=p95&sensitivity=high")]
    [DataRow("sessions?timeout=30m&from=2026-03-23")]
    public async Task Every_question_is_answered_in_JSON_and_in_CSV(string question)
    {
        var url = $"/api/streams/shop/{question}&{Range}";

        using var json = await GetAsync(_host, url, "application/json");
        using var csv = await GetAsync(_host, url, "text/csv, application/json;q=0.5");

        Assert.AreEqual(HttpStatusCode.OK, json.StatusCode, await json.Content.ReadAsStringAsync());
        Assert.AreEqual("shop", (await json.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("stream").GetString());
        Assert.AreEqual("text/csv", csv.Content.Headers.ContentType!.MediaType);
        CollectionAssert.Contains(csv.Headers.Vary.ToArray(), "Accept");
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.IsTrue(lines[..^1].All(line => line.Length > 0), "Every row ends with CRLF.");
    }

    [TestMethod]
    [DataRow("windows?size=90s", "multiple of 1m")]
    [DataRow("windows?size=banana", "a number and a unit")]
    [DataRow("windows?size=1h&hop=7m", "'hop'")]
    [DataRow("windows?size=1d&hop=1h", "'hop'")]
    [DataRow("windows?from=2026-03-24&to=2026-03-23", "'from' is before 'to'")]
    [DataRow("windows?from=yesterday", "ISO 8601")]
    [DataRow("windows?from=0001-01-01", "1970")]
    [DataRow("windows?to=9999-12-31", "2200")]
    [DataRow("windows?from=2020-01-01&to=2026-01-01", "size=6h")]
    [DataRow("windows?from=1970-01-01&to=2199-01-01&size=1m", "size=1w")]
    [DataRow("windows?tz=Mars/Olympus", "IANA")]
    [DataRow("windows?tz=../../etc/passwd", "IANA")]
    [DataRow("windows?fill=perhaps", "true or false")]
    [DataRow("top?field=data.color", "data.country, type")]
    [DataRow("top?", "data.country, type")]
    [DataRow("top?field=type&k=0", "'k'")]
    [DataRow("top?field=type&k=100000", "'k'")]
    [DataRow("trends?field=type&basis=mood", "Rate, Share")]
    [DataRow("trends?field=type&fdr=0", "'fdr'")]
    [DataRow("trends?field=type&fdr=NaN", "'fdr'")]
    [DataRow("percentiles?p=0", "'p'")]
    [DataRow("percentiles?p=100.1", "'p'")]
    [DataRow("percentiles?p=50,,95", "'p'")]
    [DataRow("anomalies?sensitivity=11", "Low, Medium, High")]
    [DataRow("anomalies?metric=mood", "Count")]
    [DataRow("sessions?timeout=2d", "'timeout'")]
    [DataRow("sessions?timeout=-1m", "'timeout'")]
    public async Task A_question_that_makes_no_sense_is_400_and_says_why(string question, string reason)
    {
        using var response = await _host.Http.GetAsync($"/api/streams/shop/{question}");

        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, problem.GetProperty("detail").GetString()!);
    }

    [TestMethod]
    [DataRow("none")]
    [DataRow("No%20Name")]
    public async Task A_stream_that_is_not_there_is_404(string stream)
    {
        foreach (var question in (string[])["windows", "top", "trends", "uniques", "percentiles", "anomalies", "sessions", "live"])
        {
            using var response = await _host.Http.GetAsync($"/api/streams/{stream}/{question}");
            await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.NotFound);
        }
    }

    [TestMethod]
    public async Task Windows_that_are_no_longer_kept_are_400_with_what_is_kept()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var stream = await PurchaseStream.CreateAsync(host.App.Services);
        await stream.AddAsync(Purchase.Generate(seed: 1, 500, Purchase.Begin, TimeSpan.FromDays(3)), Purchase.Begin.AddDays(3));
        await stream.CompactAsync(withBaseWindowsFrom: Purchase.Begin.AddDays(2));

        using var minutes = await host.Http.GetAsync($"/api/streams/shop/windows?size=5m&{Range}");
        var hours = await host.Http.GetFromJsonAsync<JsonElement>($"/api/streams/shop/windows?size=1h&{Range}");

        await ImageRoutesTests.AssertProblemAsync(minutes, HttpStatusCode.BadRequest);
        Assert.AreEqual(
            stream.Purchases.Count(purchase => purchase.Time < Purchase.Begin.AddDays(1)),
            hours.GetProperty("items").EnumerateArray().Sum(row => row.GetProperty("count").GetInt32()));
    }

    [TestMethod]
    public async Task Windows_in_CSV_say_the_same_as_in_JSON()
    {
        var url = $"/api/streams/shop/windows?size=1h&{Range}";

        var rows = (await _host.Http.GetFromJsonAsync<JsonElement>(url)).GetProperty("items").EnumerateArray().ToList();
        using var csv = await GetAsync(_host, url, "text/csv");

        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n");
        var names = lines[0].Split(',');
        Assert.HasCount(rows.Count + 2, lines);
        foreach (var (row, line) in rows.Zip(lines.Skip(1)))
        {
            var cells = names.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second);
            Assert.AreEqual(row.GetProperty("start").GetDateTimeOffset(), DateTimeOffset.Parse(cells["start"], CultureInfo.InvariantCulture));
            Assert.AreEqual(row.GetProperty("count").GetInt64(), long.Parse(cells["count"], CultureInfo.InvariantCulture));
            Assert.AreEqual(row.GetProperty("p95").GetDouble(), double.Parse(cells["p95"], CultureInfo.InvariantCulture));
            Assert.AreEqual(row.GetProperty("isOpen").GetBoolean(), bool.Parse(cells["isOpen"]));
        }
    }

    [TestMethod]
    public async Task A_term_that_looks_like_a_formula_is_none_in_CSV()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var stream = await PurchaseStream.CreateAsync(host.App.Services);
        await stream.AddAsync([new(Purchase.Begin, "purchase", "a", "=cmd|'/c calc'!A1", 1)]);

        using var csv = await GetAsync(host, $"/api/streams/shop/top?field=data.country&{Range}", "text/csv");

        Assert.Contains("\r\n'=cmd", await csv.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task Thirty_days_of_minutes_are_one_answer()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var stream = await PurchaseStream.CreateAsync(host.App.Services);
        await stream.AddAsync(Purchase.Generate(seed: 1, 100, Purchase.Begin, TimeSpan.FromDays(30)), Purchase.Begin.AddDays(30));

        var answer = await host.Http.GetFromJsonAsync<JsonElement>("/api/streams/shop/windows?from=2026-03-23&to=2026-04-22&fill=true");

        Assert.AreEqual(30 * 24 * 60, answer.GetProperty("items").GetArrayLength());
        Assert.AreEqual(100, answer.GetProperty("items").EnumerateArray().Sum(row => row.GetProperty("count").GetInt32()));
    }

    [TestMethod]
    public async Task A_live_connection_shows_the_newest_window_and_ends_with_the_host()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: Fast());
        var stream = await PurchaseStream.CreateAsync(host.App.Services);
        await stream.AddAsync([new(Purchase.Begin, "purchase", "a", "CH", 5)]);
        using var response = await WatchAsync(host, lastEventId: null);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());

        var first = await NextFrameAsync(events);
        await stream.AddAsync([new(Purchase.Begin.AddSeconds(5), "refund", "b", "CH", 6), new(Purchase.Begin.AddSeconds(6), "refund", "b", "CH", 6)]);
        var second = await NextFrameAsync(events);
        await host.App.StopAsync();

        Assert.AreEqual("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual(1, first.GetProperty("window").GetProperty("count").GetInt32());
        Assert.AreEqual(3, second.GetProperty("window").GetProperty("count").GetInt32());
        Assert.IsTrue(second.GetProperty("window").GetProperty("isOpen").GetBoolean());
        await events.ReadToEndAsync();
    }

    [TestMethod]
    public async Task A_live_connection_that_comes_back_is_told_only_what_is_new()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: Fast());
        var stream = await PurchaseStream.CreateAsync(host.App.Services);
        await stream.AddAsync([new(Purchase.Begin, "purchase", "a", "CH", 5)]);
        using var response = await WatchAsync(host, lastEventId: stream.State.Revision);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());

        var silence = await NextLineAsync(events, line => line.StartsWith(':') || line.StartsWith("data", StringComparison.Ordinal));
        await stream.AddAsync([new(Purchase.Begin, "purchase", "a", "CH", 5)]);
        var frame = await NextFrameAsync(events);

        Assert.StartsWith(":", silence);
        Assert.AreEqual(stream.State.Revision, frame.GetProperty("revision").GetInt64());
    }

    [TestMethod]
    public async Task Beyond_the_most_live_connections_the_next_is_503_until_one_ends()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [.. Fast(), KeyValuePair.Create("Analytics:Queries:MaxLiveConnections", (string?)"1")]);
        await PurchaseStream.CreateAsync(host.App.Services);
        var first = await WatchAsync(host, lastEventId: null);

        using var refused = await WatchAsync(host, lastEventId: null);
        first.Dispose();
        HttpStatusCode later;
        do
        {
            using var response = await WatchAsync(host, lastEventId: null);
            later = response.StatusCode;
        }
        while (later == HttpStatusCode.ServiceUnavailable);

        await ImageRoutesTests.AssertProblemAsync(refused, HttpStatusCode.ServiceUnavailable);
        Assert.AreEqual(HttpStatusCode.OK, later);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Fast() =>
    [
        KeyValuePair.Create($"Analytics:Queries:{nameof(QueryOptions.LiveInterval)}", (string?)"00:00:00.05"),
        KeyValuePair.Create($"Analytics:Queries:{nameof(QueryOptions.HeartbeatInterval)}", (string?)"00:00:00.1"),
    ];

    private static async Task FillAsync(EmbeddedHost host)
    {
        var stream = await PurchaseStream.CreateAsync(host.App.Services);
        await stream.AddAsync(Purchase.Generate(seed: 1, 2_000, Purchase.Begin.AddDays(-1), TimeSpan.FromDays(2)), Purchase.Begin.AddHours(23.5));
        await stream.CompactAsync();
    }

    private static async Task<HttpResponseMessage> GetAsync(EmbeddedHost host, string url, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd(accept);
        return await host.Http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> WatchAsync(EmbeddedHost host, long? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/streams/shop/live");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is { } id)
        {
            request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        }

        return await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<JsonElement> NextFrameAsync(StreamReader events)
        => JsonElement.Parse((await NextLineAsync(events, line => line.StartsWith("data: ", StringComparison.Ordinal)))["data: ".Length..]);

    private static async Task<string> NextLineAsync(StreamReader events, Func<string, bool> isWanted)
    {
        while (true)
        {
            var line = await events.ReadLineAsync() ?? throw new EndOfStreamException();
            if (isWanted(line))
            {
                return line;
            }
        }
    }
}
