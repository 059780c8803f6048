using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Tests.Analytics;
using FunctionApp.Tests.Support;
using static FunctionApp.Tests.Analytics.StreamClient;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class StreamRoutesTests
{
    [TestMethod]
    public async Task Posted_events_are_in_windows_with_their_sums()
    {
        await using var host = await EmbeddedHost.StartAsync();

        var result = await host.Http.IngestAsync(
            "shop",
            Event("1", time: "2026-01-31T12:00:10Z", amount: 2),
            Event("2", time: "2026-01-31T12:00:50Z", amount: 3),
            Event("3", type: "refund", time: "2026-01-31T12:01:00+00:00", amount: 1),
            "not json");
        await host.UntilAsync("shop", state => state.Accepted == 3);
        var windows = await host.WindowsAsync("shop");

        Assert.AreEqual((3, 1, 0), (result.Accepted, result.RejectedCount, result.Duplicates));
        Assert.AreEqual((4L, "It is not valid JSON."), (result.Rejected[0].Line, result.Rejected[0].Reason));
        CollectionAssert.AreEqual(
            new[] { "12:00 sale 2 5", "12:01 refund 1 1" },
            windows.ConvertAll(window => FormattableString.Invariant($"{window.Start:HH:mm} {window.Type} {window.Aggregate.Count} {window.Aggregate.Sum}")));
    }

    [TestMethod]
    public async Task A_stream_knows_what_became_of_every_line_and_infers_its_settings()
    {
        await using var host = await EmbeddedHost.StartAsync();

        await host.Http.IngestAsync("shop", Event("1", amount: 1), Event("2", amount: 1), Event("1", amount: 1), "{}");
        await host.UntilAsync("shop", state => state.Position == 1);
        var stream = await host.Http.GetFromJsonAsync("/api/streams/shop", AnalyticsJson.Default.EventStream);
        var page = await host.Http.GetFromJsonAsync("/api/streams", AnalyticsJson.Default.PageEventStream);

        Assert.AreEqual((2, 1, 1, 0), (stream!.State.Accepted, stream.State.Rejected, stream.State.Duplicates, stream.State.Late));
        Assert.AreEqual(("data.amount", true, 1), (stream.Settings.Value, stream.Settings.IsInferred, stream.Settings.Version));
        Assert.AreEqual("shop", page!.Items.Single().Name);
    }

    [TestMethod]
    public async Task An_event_that_is_repeated_in_another_request_or_after_a_restart_is_a_duplicate()
    {
        using var data = new TemporaryFolder();
        await using (var host = await EmbeddedHost.StartAsync(data.Path))
        {
            await host.Http.IngestAsync("shop", Event("1"), Event("2"));
            Assert.AreEqual((1, 1), Counts(await host.Http.IngestAsync("shop", Event("2"), Event("3"))));
        }

        await using var restarted = await EmbeddedHost.StartAsync(data.Path);
        Assert.AreEqual((1, 3), Counts(await restarted.Http.IngestAsync("shop", Event("1"), Event("2"), Event("3"), Event("4"))));
        Assert.AreEqual((2, 0), Counts(await restarted.Http.IngestAsync("shop", Event(), Event())), "Events without an id are never duplicates.");
        await restarted.UntilAsync("shop", state => state is { Accepted: 6, Duplicates: 4 });

        static (long, long) Counts(Core.Analytics.Ingest.IngestResult result) => (result.Accepted, result.Duplicates);
    }

    [TestMethod]
    public async Task An_event_whose_window_is_closed_is_counted_as_late_and_kept_aside()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.Http.PutAsync("/api/streams/shop", Content("""{"window":"1m","allowedLateness":"2m"}""", "application/json"));

        await host.Http.IngestAsync("shop", Event("1", time: "2026-01-31T12:10:30Z"));
        await host.UntilAsync("shop", state => state.Position == 1);
        await host.Http.IngestAsync("shop", Event("2", time: "2026-01-31T12:07:59Z"), Event("3", time: "2026-01-31T12:08:00Z"));
        var state = await host.UntilAsync("shop", state => state.Accepted == 3);

        Assert.AreEqual(1, state.Late);
        CollectionAssert.AreEqual(new[] { 8, 10 }, (await host.WindowsAsync("shop")).ConvertAll(window => window.Start.Minute));
        var aside = Directory.GetFiles(Path.Combine(host.DataFolder, "blobs", AnalyticsContainers.LateEvents, "shop"), "*", SearchOption.AllDirectories).Single();
        Assert.Contains("\"id\":\"2\"", await File.ReadAllTextAsync(aside));
    }

    [TestMethod]
    public async Task Lines_that_are_no_new_events_do_not_move_the_clock_of_a_stream()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.Http.IngestAsync("shop", Event("1", time: "2026-01-31T12:10:30Z"));
        await host.UntilAsync("shop", state => state.Position == 1);

        await host.Http.IngestAsync("shop", "{}", Event("1", time: "2026-01-31T12:10:30Z"));
        await host.UntilAsync("shop", state => state.Rejected == 1);
        await host.Http.IngestAsync("shop", Event("2", time: "2026-01-31T12:09:00Z"));
        var state = await host.UntilAsync("shop", state => state.Accepted == 2);

        Assert.AreEqual((0, new DateTimeOffset(2026, 1, 31, 12, 10, 30, TimeSpan.Zero)), (state.Late, state.Watermark));
    }

    [TestMethod]
    public async Task Closed_hours_and_days_are_compacted_and_old_base_windows_are_dropped()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Analytics:Windows:KeepBaseWindowsFor", "1.00:00:00")]);

        await host.Http.IngestAsync("shop", Enumerable.Range(0, 96).Select(half =>
            Event($"{half}", time: $"{new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(30 * half):s}Z", amount: half)));
        await host.UntilAsync("shop", state => state.BaseWindowsFrom is not null);
        await host.Http.IngestAsync("shop", Event("later", time: "2026-01-04T10:00:00Z"));
        var state = await host.UntilAsync("shop", state => state.DaysThrough?.Day == 4);

        Assert.HasCount(48, await host.WindowsAsync("shop", WindowLevel.Hour));
        CollectionAssert.AreEqual(new[] { 48L, 48L }, (await host.WindowsAsync("shop", WindowLevel.Day)).ConvertAll(window => window.Aggregate.Count));
        Assert.AreEqual(96L * 95 / 2, (await host.WindowsAsync("shop", WindowLevel.Day)).Sum(window => window.Aggregate.Sum));
        Assert.AreEqual(state.BaseWindowsFrom, new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero));
        Assert.HasCount(1, await host.WindowsAsync("shop"));
    }

    [TestMethod]
    public async Task Settings_are_versioned_and_the_window_of_a_stream_with_events_stays()
    {
        await using var host = await EmbeddedHost.StartAsync();

        using var created = await host.Http.PutAsync("/api/streams/shop", Content("""{"value":"data.amount","window":"10s"}""", "application/json"));
        using var changed = await host.Http.PutAsync("/api/streams/shop", Content("""{"topK":["data.page"],"window":"15m","retention":"30d"}""", "application/json"));
        await host.Http.IngestAsync("shop", Event());
        await host.UntilAsync("shop", state => state.Position == 1);
        using var refused = await host.Http.PutAsync("/api/streams/shop", Content("""{"window":"1m"}""", "application/json"));
        var settings = (await host.Http.GetFromJsonAsync("/api/streams/shop", AnalyticsJson.Default.EventStream))!.Settings;

        Assert.AreEqual((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict), (created.StatusCode, changed.StatusCode, refused.StatusCode));
        Assert.AreEqual((2, TimeSpan.FromMinutes(15), TimeSpan.FromDays(30)), (settings.Version, settings.Window, settings.Retention));
    }

    [TestMethod]
    [DataRow("""{"window":"7m"}""", "divides the hour")]
    [DataRow("""{"window":"2h"}""", "divides the hour")]
    [DataRow("""{"window":"soon"}""", "not valid at '$.window'")]
    [DataRow("""{"window":5}""", "not valid at '$.window'")]
    [DataRow("""{"allowedLateness":"8d"}""", "at most 7d")]
    [DataRow("""{"retention":"1s"}""", "at least 1h")]
    [DataRow("""{"topK":["a","b","c","d","e","f"]}""", "at most 5")]
    [DataRow("""{"topK":["a","a"]}""", "different")]
    [DataRow("""{"topK":"a"}""", "not valid at '$.topK'")]
    [DataRow("""{"topK":[""]}""", "no path")]
    [DataRow("""{"value":"data..x"}""", "no path")]
    [DataRow("null", "JSON object")]
    [DataRow("[", "not valid")]
    public async Task Settings_that_make_no_sense_are_refused_with_the_reason(string settings, string reason)
    {
        await using var host = await EmbeddedHost.StartAsync();

        using var response = await host.Http.PutAsync("/api/streams/shop", Content(settings, "application/json"));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await DetailAsync(response));
    }

    [TestMethod]
    public async Task A_deleted_stream_leaves_nothing_and_can_begin_anew()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.Http.IngestAsync("shop", Event("1"));
        await host.Http.IngestAsync("shop-two", Event("1"));
        await host.UntilAsync("shop", state => state.Position == 1);

        using var deleted = await host.Http.DeleteAsync("/api/streams/shop");
        using var gone = await host.Http.GetAsync("/api/streams/shop");
        using var again = await host.Http.DeleteAsync("/api/streams/shop");
        var left = Directory.GetFiles(Path.Combine(host.DataFolder, "blobs"), "*", SearchOption.AllDirectories).Where(path => path.Contains("shop", StringComparison.Ordinal) && !path.Contains("shop-two", StringComparison.Ordinal));

        Assert.AreEqual((HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode, again.StatusCode));
        Assert.IsEmpty(left);
        Assert.AreEqual(1, (await host.Http.IngestAsync("shop", Event("1"))).Accepted);
        Assert.AreEqual(1, (await host.UntilAsync("shop", state => state.Position == 1)).Accepted);
    }

    [TestMethod]
    public async Task Answers_about_a_deleted_stream_are_not_given_about_the_next_of_its_name()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var first = await SumOfClosedWindowAsync(amount: 1);
        using var deleted = await host.Http.DeleteAsync("/api/streams/shop");
        var second = await SumOfClosedWindowAsync(amount: 7);

        Assert.AreEqual((1.0, 7.0), (first, second));

        async Task<double> SumOfClosedWindowAsync(double amount)
        {
            await host.Http.IngestAsync(
                "shop", Event("1", time: "2026-01-31T12:00:00Z", amount: amount), Event("2", time: "2026-01-31T13:00:00Z", amount: amount));
            await host.UntilAsync("shop", state => state.Position == 1);
            var answer = await host.Http.GetFromJsonAsync<JsonElement>("/api/streams/shop/windows?from=2026-01-31T12:00:00Z&to=2026-01-31T12:01:00Z");
            return answer.GetProperty("items")[0].GetProperty("sum").GetDouble();
        }
    }

    [TestMethod]
    public async Task A_dropped_file_is_what_a_posted_one_is()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Analytics:Ingest:FileShardBytes", "1000")]);
        var lines = Enumerable.Range(0, 200).Select(i => Event($"{i}", time: $"2026-01-31T12:{i % 60:00}:00Z", amount: i)).ToList();
        var folder = Directory.CreateDirectory(Path.Combine(host.DataFolder, "blobs", AnalyticsContainers.Events, "shop")).FullName;
        await host.Http.PutAsync("/api/streams/shop", Content("""{"value":"data.amount","allowedLateness":"1d"}""", "application/json"));

        await File.WriteAllTextAsync(Path.Combine(folder, "a.ndjson"), string.Join("\r\n", lines.Take(150).Append("nonsense")));
        await host.UntilAsync("shop", state => state is { Accepted: 150, Rejected: 1 });
        await File.WriteAllBytesAsync(Path.Combine(folder, "b.ndjson.gz"), Gzip(Encoding.UTF8.GetBytes(string.Join('\n', lines.Skip(100)))));
        var state = await host.UntilAsync("shop", state => state.Accepted == 200);

        Assert.AreEqual((50, 1, 0), (state.Duplicates, state.Rejected, state.Late));
        Assert.AreEqual(200, (await host.WindowsAsync("shop")).Sum(window => window.Aggregate.Count));
        Assert.AreEqual(199 * 100, (await host.WindowsAsync("shop")).Sum(window => window.Aggregate.Sum));
    }

    [TestMethod]
    public async Task One_stream_more_than_allowed_is_refused()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [new("Analytics:MaxStreams", "2")]);
        await host.Http.IngestAsync("one", Event());
        await host.Http.PutAsync("/api/streams/two", Content("{}", "application/json"));

        using var third = await host.Http.PostAsync("/api/streams/three/events", Content(Event()));

        Assert.AreEqual(HttpStatusCode.Conflict, third.StatusCode);
        Assert.AreEqual(1, (await host.Http.IngestAsync("two", Event())).Accepted);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage response)
        => (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
}
