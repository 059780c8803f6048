using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Orchestration;
using FunctionApp.Tests.Analytics.Queries;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class MonitorRoutesTests
{
    private const string Url = "/api/streams/shop/monitors/busy";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(3);

    [TestMethod]
    public async Task A_monitor_is_set_shown_listed_changed_and_deleted()
    {
        await using var host = await StartAsync();

        using var created = await host.Http.PutAsJsonAsync(Url, new { metric = "count", above = 100 });
        using var changed = await host.Http.PutAsJsonAsync(Url, new { metric = "p95", above = 2.5, windows = 3, escalateAfter = "1h" });
        var shown = await host.Http.GetFromJsonAsync<JsonElement>(Url);
        var listed = await host.Http.GetFromJsonAsync<JsonElement>("/api/streams/shop/monitors");
        using var deleted = await host.Http.DeleteAsync(Url);
        using var gone = await host.Http.GetAsync(Url);

        Assert.AreEqual(HttpStatusCode.Created, created.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, changed.StatusCode);
        Assert.AreEqual("p95", shown.GetProperty("rule").GetProperty("metric").GetString());
        Assert.AreEqual("1h", shown.GetProperty("rule").GetProperty("escalateAfter").GetString());
        Assert.AreEqual("busy", listed.GetProperty("items")[0].GetProperty("name").GetString());
        Assert.AreEqual(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [TestMethod]
    [DataRow("/api/streams/shop/monitors/busy", "{", HttpStatusCode.BadRequest)]
    [DataRow("/api/streams/shop/monitors/busy", "null", HttpStatusCode.BadRequest)]
    [DataRow("/api/streams/shop/monitors/busy", "{\"metric\":\"mood\",\"above\":1}", HttpStatusCode.BadRequest)]
    [DataRow("/api/streams/shop/monitors/busy", "{\"metric\":\"count\"}", HttpStatusCode.BadRequest)]
    [DataRow("/api/streams/shop/monitors/Not%20A%20Name", "{\"metric\":\"count\",\"above\":1}", HttpStatusCode.BadRequest)]
    [DataRow("/api/streams/none/monitors/busy", "{\"metric\":\"count\",\"above\":1}", HttpStatusCode.NotFound)]
    public async Task A_monitor_that_makes_no_sense_is_refused(string url, string rule, HttpStatusCode status)
    {
        await using var host = await StartAsync();

        using var response = await host.Http.PutAsync(url, new StringContent(rule));

        await ImageRoutesTests.AssertProblemAsync(response, status);
    }

    [TestMethod]
    public async Task An_alert_that_nobody_sees_is_escalated_then_acknowledged_and_over_when_the_metric_returns()
    {
        var clock = new ManualTimeProvider();
        await using var host = await StartAsync(clock);
        var job = await RaiseAsync(host);

        var firing = await UntilAsync(host, job.AlertId, AlertState.Firing);
        await LetTimePassAsync(host, clock, job.AlertId);
        var escalated = await UntilAsync(host, job.AlertId, AlertState.Escalated);
        using var taken = await host.Http.PostAsJsonAsync($"/api/alerts/{job.AlertId}/acknowledge", new { by = "ann", note = "on it" });
        var acknowledged = await UntilAsync(host, job.AlertId, AlertState.Acknowledged);
        using var again = await host.Http.PostAsync($"/api/alerts/{job.AlertId}/acknowledge", content: null);
        await host.Orchestrations.RaiseEventAsync(job.AlertId, Alert.Resolved, new AlertResolution(job.AlertId, "calm"));
        var ended = await host.Orchestrations.WaitForCompletionAsync(job.AlertId);

        Assert.IsNotNull(firing.RaisedAt);
        Assert.IsGreaterThanOrEqualTo(job.Rule.EscalateAfter, escalated.EscalatedAt!.Value - escalated.RaisedAt!.Value);
        Assert.AreEqual(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.AreEqual("ann", acknowledged.Acknowledgement!.By);
        Assert.AreEqual(HttpStatusCode.Conflict, again.StatusCode);
        Assert.AreEqual(OrchestrationStatus.Completed, ended!.RuntimeStatus);
        Assert.AreEqual("calm", (await UntilAsync(host, job.AlertId, AlertState.Resolved)).Resolution);
    }

    [TestMethod]
    public async Task An_alert_that_is_acknowledged_in_time_is_not_escalated()
    {
        await using var host = await StartAsync();
        var job = await RaiseAsync(host);
        await UntilAsync(host, job.AlertId, AlertState.Firing);

        using var taken = await host.Http.PostAsync($"/api/alerts/{job.AlertId}/acknowledge", content: null);
        await UntilAsync(host, job.AlertId, AlertState.Acknowledged);
        await host.Orchestrations.RaiseEventAsync(job.AlertId, Alert.Resolved, new AlertResolution(job.AlertId, "calm"));
        await host.Orchestrations.WaitForCompletionAsync(job.AlertId);
        var resolved = await UntilAsync(host, job.AlertId, AlertState.Resolved);
        using var late = await host.Http.PostAsync($"/api/alerts/{job.AlertId}/acknowledge", content: null);

        Assert.AreEqual(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.IsNull(resolved.EscalatedAt);
        Assert.AreEqual(HttpStatusCode.Conflict, late.StatusCode);
    }

    [TestMethod]
    [DataRow(Url)]
    [DataRow("/api/streams/shop")]
    public async Task Deleting_a_monitor_or_its_stream_ends_its_alert(string url)
    {
        await using var host = await StartAsync();
        using var put = await host.Http.PutAsJsonAsync(Url, new { metric = "count", above = 0 });
        var stream = new PurchaseStream(host.App.Services);
        await stream.AddAsync([new(Purchase.Begin, "purchase", "a", "CH", 5)], Purchase.Begin.AddMinutes(1));
        var verdict = await host.App.Services.GetRequiredService<EvaluateMonitors>()
            .RunAsync(new("shop", null, Purchase.Begin.AddMinutes(1)), CancellationToken.None);
        var job = verdict.Raised.Single();
        await host.Orchestrations.ScheduleAsync(Alert.Name, job, new() { InstanceId = job.AlertId });

        using var deleted = await host.Http.DeleteAsync(url);
        var ended = await host.Orchestrations.WaitForCompletionAsync(job.AlertId);

        Assert.AreEqual(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.AreEqual(OrchestrationStatus.Completed, ended!.RuntimeStatus);
    }

    [TestMethod]
    public async Task Alerts_are_listed_by_status_and_other_orchestrations_are_none()
    {
        await using var host = await StartAsync();
        var job = await RaiseAsync(host);
        await UntilAsync(host, job.AlertId, AlertState.Firing);

        var firing = await host.Http.GetFromJsonAsync<JsonElement>("/api/alerts?status=firing,escalated");
        var resolved = await host.Http.GetFromJsonAsync<JsonElement>("/api/alerts?status=resolved");
        using var mood = await host.Http.GetAsync("/api/alerts?status=angry");
        using var unknown = await host.Http.PostAsync("/api/alerts/none/acknowledge", content: null);
        using var noJson = await host.Http.PostAsync($"/api/alerts/{job.AlertId}/acknowledge", new StringContent("{"));

        Assert.AreEqual(job.AlertId, firing.GetProperty("items")[0].GetProperty("alertId").GetString());
        Assert.AreEqual(0, resolved.GetProperty("items").GetArrayLength());
        Assert.AreEqual(HttpStatusCode.BadRequest, mood.StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.AreEqual(HttpStatusCode.BadRequest, noJson.StatusCode);
    }

    [TestMethod]
    public async Task Events_that_break_a_bound_raise_an_alert_by_themselves()
    {
        await using var host = await StartAsync();
        using var put = await host.Http.PutAsJsonAsync(Url, new { metric = "count", above = 2 });
        var begin = TimeProvider.System.GetUtcNow().AddHours(-1);
        string[] lines =
        [
            .. Enumerable.Range(0, 3).Select(i => $$$"""{"type":"purchase","time":"{{{begin:O}}}","data":{"number":{{{i}}} } }"""),
            $$$"""{"type":"purchase","time":"{{{begin.AddMinutes(30):O}}}","data":{"number":1}}""",
        ];

        using var posted = await host.Http.PostAsync(
            "/api/streams/shop/events", new StringContent(string.Join('\n', lines), mediaType: new("application/x-ndjson")));
        var alert = await UntilAnyAsync(host);

        Assert.AreEqual(HttpStatusCode.Accepted, posted.StatusCode);
        Assert.AreEqual("busy", alert.Monitor);
        Assert.AreEqual(3, alert.Value);
    }

    [TestMethod]
    public async Task A_stream_that_falls_silent_raises_an_alert_by_the_clock_alone()
    {
        var clock = new ManualTimeProvider();
        await using var host = await StartAsync(clock);
        using var put = await host.Http.PutAsJsonAsync(Url, new { metric = "count", below = 1 });
        using var posted = await host.Http.PostAsync(
            "/api/streams/shop/events", new StringContent("""{"type":"purchase"}""", mediaType: new("application/x-ndjson")));

        var raised = UntilAnyAsync(host);
        while (!raised.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(20));
            await Task.WhenAny(raised, Task.Delay(Moment, TimeProvider.System));
        }

        Assert.AreEqual(HttpStatusCode.Accepted, posted.StatusCode);
        Assert.AreEqual(("busy", 0.0), ((await raised).Monitor, (await raised).Value));
    }

    private static async Task<EmbeddedHost> StartAsync(TimeProvider? clock = null)
    {
        var host = await EmbeddedHost.StartAsync(configure: services => services.AddSingleton(clock ?? TimeProvider.System));
        await host.App.Services.GetRequiredService<StreamCatalog>().PutAsync("shop", PurchaseStream.Settings);
        return host;
    }

    private static async Task<AlertJob> RaiseAsync(EmbeddedHost host)
    {
        var job = new AlertJob
        {
            AlertId = "alert-0123456789abcdef-20260323000000",
            Stream = "shop",
            Monitor = "busy",
            Rule = new() { Metric = StreamMetric.Count, Above = 3 },
            Window = Purchase.Begin,
            Value = 5,
        };
        await host.Orchestrations.ScheduleAsync(Alert.Name, job, new() { InstanceId = job.AlertId });
        return job;
    }

    private static async Task<AlertStatus> UntilAsync(EmbeddedHost host, string alertId, AlertState state)
    {
        using var giveUp = new CancellationTokenSource(GiveUpAfter, TimeProvider.System);
        while (true)
        {
            var instance = await host.Orchestrations.GetAsync(alertId);
            if (instance?.SerializedCustomStatus is { } json
                && JsonSerializer.Deserialize(json, MonitorsJson.Default.AlertStatus) is { } status
                && status.State == state)
            {
                return status;
            }

            await Task.Delay(Moment, TimeProvider.System, giveUp.Token);
        }
    }

    private static async Task<AlertStatus> UntilAnyAsync(EmbeddedHost host)
    {
        using var giveUp = new CancellationTokenSource(GiveUpAfter, TimeProvider.System);
        while (true)
        {
            using var response = await host.Http.GetAsync("/api/alerts");
            var alerts = JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(), MonitorsJson.Default.PageAlertStatus)!;
            if (alerts.Items.Count > 0)
            {
                return alerts.Items[0];
            }

            await Task.Delay(Moment, TimeProvider.System, giveUp.Token);
        }
    }

    private static async Task LetTimePassAsync(EmbeddedHost host, ManualTimeProvider clock, string alertId)
    {
        var escalated = UntilAsync(host, alertId, AlertState.Escalated);
        while (!escalated.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(escalated, Task.Delay(Moment, TimeProvider.System));
        }
    }
}
