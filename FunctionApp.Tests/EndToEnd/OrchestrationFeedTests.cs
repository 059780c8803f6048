using System.Net;
using System.Text.Json;
using FunctionApp.Core.Operations;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

[TestClass]
public sealed class OrchestrationFeedTests
{
    [TestMethod]
    public async Task A_watched_instance_is_told_at_once_and_whenever_it_changes()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: Fast());
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        using var response = await WatchAsync(host, manifest.InstanceId);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());

        var first = await NextEventAsync(events);
        using var restarted = await host.Http.PostAsync($"/api/orchestrations/{manifest.InstanceId}/restart", content: null);
        var second = await NextEventAsync(events);

        Assert.AreEqual("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual("Completed", first.GetProperty("runtimeStatus").GetString());
        Assert.IsGreaterThan(first.GetProperty("lastUpdatedAt").GetDateTimeOffset(), second.GetProperty("lastUpdatedAt").GetDateTimeOffset());
    }

    [TestMethod]
    public async Task The_events_end_when_the_instance_is_purged()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: Fast());
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        using var response = await WatchAsync(host, manifest.InstanceId);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        await NextEventAsync(events);

        using var purged = await host.Http.DeleteAsync($"/api/orchestrations/{manifest.InstanceId}");
        await events.ReadToEndAsync();

        using var again = await WatchAsync(host, manifest.InstanceId);
        await ImageRoutesTests.AssertProblemAsync(again, HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task Who_comes_back_with_the_newest_event_hears_only_that_there_is_no_news()
    {
        await using var host = await EmbeddedHost.StartAsync(settings: Fast());
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        string id;
        using (var response = await WatchAsync(host, manifest.InstanceId))
        using (var events = new StreamReader(await response.Content.ReadAsStreamAsync()))
        {
            id = (await NextLineAsync(events, "id: "))["id: ".Length..];
        }

        using var resumed = await WatchAsync(host, manifest.InstanceId, lastEventId: id);
        using var later = new StreamReader(await resumed.Content.ReadAsStreamAsync());

        Assert.StartsWith(":", await NextLineAsync(later, ":", "data: "));
    }

    [TestMethod]
    public async Task Beyond_the_most_live_connections_the_next_is_503()
    {
        await using var host = await EmbeddedHost.StartAsync(
            settings: [.. Fast(), KeyValuePair.Create($"{OrchestrationFeedOptions.Section}:MaxConnections", (string?)"1")]);
        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));
        using var first = await WatchAsync(host, manifest.InstanceId);

        using var refused = await WatchAsync(host, manifest.InstanceId);

        Assert.AreEqual(HttpStatusCode.OK, first.StatusCode);
        await ImageRoutesTests.AssertProblemAsync(refused, HttpStatusCode.ServiceUnavailable);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Fast() =>
    [
        KeyValuePair.Create($"{OrchestrationFeedOptions.Section}:{nameof(OrchestrationFeedOptions.Interval)}", (string?)"00:00:00.05"),
        KeyValuePair.Create($"{OrchestrationFeedOptions.Section}:{nameof(OrchestrationFeedOptions.HeartbeatInterval)}", (string?)"00:00:00.1"),
    ];

    private static async Task<HttpResponseMessage> WatchAsync(EmbeddedHost host, string instanceId, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/orchestrations/{instanceId}/live");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<JsonElement> NextEventAsync(StreamReader events)
        => JsonElement.Parse((await NextLineAsync(events, "data: "))["data: ".Length..]);

    private static async Task<string> NextLineAsync(StreamReader events, params string[] beginnings)
    {
        while (true)
        {
            var line = await events.ReadLineAsync() ?? throw new EndOfStreamException();
            if (beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal)))
            {
                return line;
            }
        }
    }
}
