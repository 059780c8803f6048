using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Analytics.Reports;

/// <summary>Reports over HTTP, made by the embedded engine from segments on disk, compared with LINQ over the same lines.</summary>
[TestClass]
public sealed class ReportTests
{
    private const string Stream = "shop";

    private static readonly DateTimeOffset Day = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Small shards, so that a few thousand events make a deep tree.</summary>
    private static readonly KeyValuePair<string, string?>[] SmallShards =
        [new("Analytics:Reports:ShardBytes", "7001"), new("Analytics:Reports:Width", "4")];

    [TestMethod]
    public async Task A_report_says_what_LINQ_says_of_the_same_events()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: SmallShards);
        var events = SampleEvent.Many(2_000);
        await StoreAsync(host, events, segments: 7);

        var report = await ReportAsync(host, """
            {"from":"2026-01-31T01:00:00Z","to":"2026-01-31T20:00:00Z","interval":"1h","groupBy":["type","data.country"],
             "filters":[{"field":"data.amount","min":2,"max":500},{"field":"data.country","in":["DE","FR"]}],
             "value":"data.amount","unique":"data.user","topK":["data.user"],"top":3}
            """);

        Assert.AreEqual(ReportStatus.Completed, report.Status, report.Reason);
        var expected = events.Where(one => one.Time >= Day.AddHours(1) && one.Time < Day.AddHours(20) && one.Amount is >= 2 and <= 500 && (one.Country is "DE" or "FR"));
        var groups = expected.GroupBy(one => (Start: Day.AddHours(one.Time.Hour), one.Type, one.Country))
            .OrderBy(group => group.Key.Start).ThenBy(group => group.Key.Type, StringComparer.Ordinal).ThenBy(group => group.Key.Country, StringComparer.Ordinal)
            .ToList();
        Assert.HasCount(groups.Count, report.Rows);
        foreach (var (group, row) in groups.Zip(report.Rows))
        {
            var amounts = group.Select(one => one.Amount!.Value).Order().ToList();
            Assert.AreEqual(group.Key, (row.Start!.Value, row.Group[0]!, row.Group[1]));
            Assert.AreEqual(amounts.Count, row.Count);
            Assert.AreEqual(amounts.Count, row.ValueCount);
            Assert.AreEqual(amounts.Sum(), row.Sum!.Value, 1e-9 * amounts.Sum());
            Assert.AreEqual(amounts[0], row.Min);
            Assert.AreEqual(amounts[^1], row.Max);
            Assert.AreEqual(amounts[(int)(0.5 * (amounts.Count - 1))], row.P50!.Value, 0.0101 * row.P50.Value);
            Assert.AreEqual(amounts[(int)(0.99 * (amounts.Count - 1))], row.P99!.Value, 0.0101 * row.P99.Value);
            Assert.AreEqual(group.Select(one => one.User).Distinct().Count(), row.Uniques!.Value, 1);
            var top = group.CountBy(one => one.User).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(3);
            CollectionAssert.AreEqual(top.Select(pair => (pair.Key, (long)pair.Value)).ToList(), row.Top.Single().Items.Select(item => (item.Key, item.LowerBound)).ToList());
        }
    }

    [TestMethod]
    public async Task Its_provenance_accounts_for_every_line()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: SmallShards);
        var events = SampleEvent.Many(500);
        await StoreAsync(host, events, segments: 3, extraLine: "{\"type\":\"broken\"");

        var report = await ReportAsync(host, """{"from":"2026-01-31T01:00:00Z","to":"2026-01-31T20:00:00Z","filters":[{"field":"type","equals":"view"}]}""");

        var inside = events.Where(one => one.Time >= Day.AddHours(1) && one.Time < Day.AddHours(20)).ToList();
        var provenance = report.Provenance!;
        Assert.AreEqual(503, provenance.Lines);
        Assert.AreEqual(3, provenance.Rejected);
        Assert.AreEqual(500 - inside.Count, provenance.Outside);
        Assert.AreEqual(inside.Count(one => one.Type == "view"), provenance.Matched);
        Assert.AreEqual(inside.Count(one => one.Type != "view"), provenance.Filtered);
        Assert.AreEqual(3, provenance.Segments);
        Assert.IsGreaterThan(3, provenance.Shards);
        Assert.AreEqual(provenance.Matched, report.Rows.Single().Count);
    }

    [TestMethod]
    public async Task Events_without_the_field_are_a_group_of_their_own()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: SmallShards);
        var events = SampleEvent.Many(300);
        await StoreAsync(host, events, segments: 1);

        var report = await ReportAsync(host, """{"from":"2026-01-31T00:00:00Z","to":"2026-02-01T00:00:00Z","groupBy":["data.country"]}""");

        Assert.AreEqual(events.Count(one => one.Country is null), report.Rows.Single(row => row.Group[0] is null).Count);
        Assert.AreEqual(300, report.Rows.Sum(row => row.Count));
    }

    [TestMethod]
    public async Task The_same_report_is_there_as_CSV()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: SmallShards);
        await StoreAsync(host, SampleEvent.Many(400), segments: 2);
        var report = await ReportAsync(host, """{"from":"2026-01-31T00:00:00Z","to":"2026-02-01T00:00:00Z","interval":"6h","groupBy":["type"]}""");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/streams/{Stream}/reports/{report.ReportId}");
        request.Headers.Accept.Add(new("text/csv"));
        using var response = await host.Http.SendAsync(request);
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.AreEqual("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual("start,type,count,valueCount,sum,min,max,mean,p50,p95,p99,uniques", lines[0]);
        CollectionAssert.AreEqual(
            report.Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Start:yyyy-MM-dd'T'HH:mm:ss'Z'},{row.Group[0]},{row.Count},")).ToList(),
            lines.Skip(1).Select(line => string.Join(',', line.Split(',').Take(3)) + ",").ToList());
    }

    [TestMethod]
    public async Task A_report_over_nothing_is_empty()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: SmallShards);
        await StoreAsync(host, [], segments: 0);

        var report = await ReportAsync(host, """{"from":"2026-01-31T00:00:00Z","to":"2026-02-01T00:00:00Z"}""");

        Assert.AreEqual(ReportStatus.Completed, report.Status);
        Assert.IsEmpty(report.Rows);
        Assert.AreEqual(0, report.Provenance!.Lines);
    }

    [TestMethod]
    public async Task A_report_with_too_many_rows_is_rejected_with_the_reason()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: [.. SmallShards, new("Analytics:Reports:MaxRows", "20")]);
        await StoreAsync(host, SampleEvent.Many(500), segments: 2);

        var report = await ReportAsync(host, """{"from":"2026-01-31T00:00:00Z","to":"2026-02-01T00:00:00Z","groupBy":["data.user"]}""");

        Assert.AreEqual(ReportStatus.Rejected, report.Status);
        StringAssert.Contains(report.Reason, "more than 20 rows");
        Assert.IsEmpty(report.Rows);
    }

    [TestMethod]
    public async Task Nothing_of_the_work_is_left_behind()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: SmallShards);
        await StoreAsync(host, SampleEvent.Many(500), segments: 2);

        var report = await ReportAsync(host, """{"from":"2026-01-31T00:00:00Z","to":"2026-02-01T00:00:00Z"}""");

        var blobs = host.App.Services.GetRequiredService<IBlobStore>();
        Assert.IsEmpty((await blobs.ListAsync(ReportContainers.Parts)).Items);
        var list = await host.Http.GetFromJsonAsync($"/api/streams/{Stream}/reports", ReportsJson.Default.PageReport);
        Assert.AreEqual(report.ReportId, list!.Items.Single().ReportId);
        Assert.AreEqual(ReportStatus.Completed, list.Items.Single().Status);
    }

    [TestMethod]
    public async Task A_report_goes_on_after_the_host_has_stopped_in_the_middle()
    {
        using var folder = new TemporaryFolder();
        Uri location;
        string instance;
        await using (var first = await EmbeddedHost.StartAsync(folder.Path, settings: SmallShards))
        {
            await StoreAsync(first, SampleEvent.Many(3_000), segments: 5);
            using var accepted = await first.Http.PostAsync(
                $"/api/streams/{Stream}/reports", new StringContent("""{"from":"2026-01-31T00:00:00Z","to":"2026-02-01T00:00:00Z"}"""));
            instance = (await accepted.Content.ReadFromJsonAsync(ReportsJson.Default.Report))!.InstanceId;
            location = accepted.Headers.Location!;
        }

        await using var second = await EmbeddedHost.StartAsync(folder.Path, settings: SmallShards);
        await second.Orchestrations.WaitForCompletionAsync(instance);

        var report = await second.Http.GetFromJsonAsync(location, ReportsJson.Default.Report);
        Assert.AreEqual(ReportStatus.Completed, report!.Status, report.Reason);
        Assert.AreEqual(3_000, report.Rows.Single().Count);
    }

    [TestMethod]
    public async Task A_report_that_was_terminated_says_so()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: SmallShards);
        await StoreAsync(host, [], segments: 0);
        var job = new ReportJob
        {
            ReportId = new('a', 32),
            Stream = Stream,
            Question = new() { From = Day, To = Day.AddDays(1) },
            CreatedAt = Day,
            Width = 1,
        };
        await host.App.Services.GetRequiredService<ReportStore>().AddAsync(job);
        var instance = ReportJob.InstanceId(job.ReportId);
        await host.Orchestrations.ScheduleAsync(BuildReport.Name, job, new() { InstanceId = instance, StartAt = DateTimeOffset.MaxValue.AddYears(-1) });

        using var command = await host.Http.PostAsync($"/api/orchestrations/{instance}/terminate", content: null);
        await host.Orchestrations.WaitForCompletionAsync(instance);

        var report = await host.Http.GetFromJsonAsync($"/api/streams/{Stream}/reports/{job.ReportId}", ReportsJson.Default.Report);
        Assert.AreEqual(HttpStatusCode.Accepted, command.StatusCode);
        Assert.AreEqual(ReportStatus.Failed, report!.Status);
        Assert.AreEqual("It was terminated.", report.Reason);
    }

    [TestMethod]
    public async Task Deleting_a_stream_ends_its_reports_and_leaves_nothing_of_them()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await StoreAsync(host, [], segments: 0);
        var store = host.App.Services.GetRequiredService<ReportStore>();
        var job = new ReportJob
        {
            ReportId = new('a', 32),
            Stream = Stream,
            Question = new() { From = Day, To = Day.AddDays(1) },
            CreatedAt = Day,
            Width = 1,
        };
        await store.AddAsync(job);
        await store.WritePartAsync(Stream, job.ReportId, level: 0, index: 0, new(), CancellationToken.None);
        var instance = ReportJob.InstanceId(job.ReportId);
        await host.Orchestrations.ScheduleAsync(BuildReport.Name, job, new() { InstanceId = instance, StartAt = DateTimeOffset.MaxValue.AddYears(-1) });

        using var deleted = await host.Http.DeleteAsync($"/api/streams/{Stream}");
        var ended = await host.Orchestrations.WaitForCompletionAsync(instance);

        var blobs = host.App.Services.GetRequiredService<IBlobStore>();
        Assert.AreEqual(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.AreEqual(OrchestrationStatus.Terminated, ended!.RuntimeStatus);
        Assert.IsEmpty((await blobs.ListAsync(ReportContainers.Parts)).Items);
        Assert.IsEmpty((await blobs.ListAsync(ReportContainers.Reports)).Items);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"from\":\"yesterday\",\"to\":\"2026-02-01T00:00:00Z\"}")]
    [DataRow("{\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"}")]
    [DataRow("{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\",\"interval\":\"1\"}")]
    [DataRow("{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\",\"groupBy\":[\"a\",\"b\",\"c\",\"d\"]}")]
    [DataRow("{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\",\"groupBy\":[\"a..b\"]}")]
    [DataRow("{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\",\"groupBy\":[null]}")]
    [DataRow("{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\",\"filters\":[{\"field\":\"a\"}]}")]
    [DataRow("{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\",\"filters\":[null]}")]
    [DataRow("{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\",\"filters\":[{\"field\":\"a\",\"in\":[null]}]}")]
    [DataRow("{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\",\"top\":0}")]
    public async Task A_question_that_makes_no_sense_is_answered_with_400(string question)
    {
        await using var host = await EmbeddedHost.StartAsync();
        await StoreAsync(host, [], segments: 0);

        using var response = await host.Http.PostAsync($"/api/streams/{Stream}/reports", new StringContent(question, Encoding.UTF8, "application/json"));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [TestMethod]
    public async Task Unknown_streams_and_reports_are_answered_with_404()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await StoreAsync(host, [], segments: 0);

        Assert.AreEqual(HttpStatusCode.NotFound, (await host.Http.PostAsync("/api/streams/none/reports", new StringContent("{}"))).StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, (await host.Http.GetAsync("/api/streams/none/reports")).StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, (await host.Http.GetAsync($"/api/streams/{Stream}/reports/nonsense")).StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, (await host.Http.GetAsync($"/api/streams/{Stream}/reports/{new string('0', 32)}")).StatusCode);
    }

    private static async Task StoreAsync(EmbeddedHost host, IReadOnlyList<SampleEvent> events, int segments, string? extraLine = null)
    {
        await host.App.Services.GetRequiredService<StreamCatalog>().CreateAsync(Stream, new());
        var blobs = host.App.Services.GetRequiredService<IBlobStore>();
        foreach (var (index, part) in events.Chunk(Math.Max(1, (events.Count + segments - 1) / Math.Max(1, segments))).Index())
        {
            var lines = string.Concat(part.Select(one => one.ToLine() + "\n")) + extraLine;
            var name = new SegmentName
            {
                Stream = Stream,
                Time = Day.AddDays(1).AddSeconds(index),
                Writer = "0123456789ab",
                Sequence = index + 1,
                Accepted = part.Length,
                Rejected = 0,
                Duplicates = 0,
            };
            await blobs.WriteAsync(name.Blob, new MemoryStream(Encoding.UTF8.GetBytes(lines)));
        }

        // As if all of them had been applied.
        await blobs.WriteJsonAsync(RollUpCursor.BlobOf(Stream), new() { SweptThrough = Day.AddDays(2) }, RollUpJson.Default.RollUpCursor);
    }

    private static async Task<Report> ReportAsync(EmbeddedHost host, string question)
    {
        using var accepted = await host.Http.PostAsync($"/api/streams/{Stream}/reports", new StringContent(question, Encoding.UTF8, "application/json"));
        Assert.AreEqual(HttpStatusCode.Accepted, accepted.StatusCode, await accepted.Content.ReadAsStringAsync());
        var started = JsonSerializer.Deserialize(await accepted.Content.ReadAsStringAsync(), ReportsJson.Default.Report)!;
        await host.Orchestrations.WaitForCompletionAsync(started.InstanceId);
        return (await host.Http.GetFromJsonAsync(accepted.Headers.Location, ReportsJson.Default.Report))!;
    }
}
