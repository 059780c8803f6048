using System.Net;
using System.Net.Http.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Images;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>Two hosts, each a process of its own, over one blob store and one vision service.</summary>
[TestClass]
public sealed class SharedCircuitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _seed;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task What_one_process_learns_of_a_service_all_keep_to()
    {
        await using var vision = await VisionServer.StartAsync();
        await using var blobs = await BlobServer.StartAsync();
        using var first = Host("first", vision, blobs, breakDuration: "01:00:00");
        using var second = Host("second", vision, blobs, breakDuration: "01:00:00");
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        Assert.AreEqual(LabelsStatus.Available, (await ProcessAsync(second)).LabelsStatus);

        vision.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.ServiceUnavailable);
        await TripAsync(first);
        await OrchestrationHost.UntilAsync(async () => await CircuitAsync(second) is { State: CircuitState.Open });
        var untilTripped = vision.Requests;
        var atSecond = await ProcessAsync(second);
        vision.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.OK, VisionServer.Analysis);
        using var reset = await second.RetryAsync(http => http.PostAsync("/api/circuits/vision/reset", content: null));
        await OrchestrationHost.UntilAsync(async () => await CircuitAsync(first) is { State: CircuitState.Closed });

        Assert.AreEqual(LabelsStatus.Unavailable, atSecond.LabelsStatus);
        Assert.AreEqual(untilTripped, vision.Requests, "Somebody asked behind the open circuit.");
        Assert.AreEqual(HttpStatusCode.OK, reset.StatusCode);
        Assert.AreEqual(LabelsStatus.Available, (await ProcessAsync(first)).LabelsStatus);
    }

    [TestMethod]
    public async Task After_each_break_one_process_tries_the_service_and_no_other()
    {
        var failed = 0;
        await using var vision = await VisionServer.StartAsync();
        vision.OnRequest = (http, _) =>
        {
            Interlocked.Increment(ref failed);
            return VisionServer.AnswerAsync(http, HttpStatusCode.ServiceUnavailable);
        };
        await using var blobs = await BlobServer.StartAsync();
        using var first = Host("first", vision, blobs, breakDuration: "00:00:00.5");
        using var second = Host("second", vision, blobs, breakDuration: "00:00:00.5");
        await Task.WhenAll(first.StartAsync(), second.StartAsync());

        await TripAsync(first);
        var waiting = Task.WhenAll(Enumerable.Range(0, 6).Select(index => ProcessAsync(index % 2 == 0 ? first : second)));
        await OrchestrationHost.UntilAsync(async () => await CircuitAsync(second) is { Breaks: >= 4 });
        vision.OnRequest = (http, _) => VisionServer.AnswerAsync(http, HttpStatusCode.OK, VisionServer.Analysis);
        await OrchestrationHost.UntilAsync(async () => await CircuitAsync(first) is { State: CircuitState.Closed });
        await waiting;

        var transitions = (await CircuitAsync(second))!.Transitions;
        var failedTrials = transitions.Count(transition => transition.State == CircuitState.Open) - 1;
        Assert.AreEqual(CircuitState.Closed, transitions[0].State);
        Assert.AreEqual(failedTrials + 1, transitions.Count(transition => transition.State == CircuitState.HalfOpen));
        Assert.AreEqual(new CircuitOptions().MinimumThroughput + failedTrials, failed, "Besides the trials, somebody asked during a break.");
    }

    private HostProcess Host(string name, VisionServer vision, BlobServer blobs, string breakDuration) => new(
        _folder.File(name),
        new Dictionary<string, string>
        {
            ["Images__Labels__Endpoint"] = vision.Endpoint,
            ["Images__Labels__Key"] = "the-key",
            ["Images__Labels__MaxRetries"] = "0",
            ["Images__Labels__Timeout"] = "00:00:05",
            ["Images__Labels__Deadline"] = "00:00:05",
            ["Images__Presets__tiny__Width"] = "32",
            ["Images__Presets__tiny__Formats__0"] = "Jpeg",
            ["Circuits__BreakDuration"] = breakDuration,
            ["Circuits__MaxBreakDuration"] = breakDuration,
            ["Circuits__SamplingDuration"] = "01:00:00",
            ["Circuits__StoreTimeout"] = "00:01:00",
        },
        blobs.Address);

    /// <summary>Has one host ask the failing service until it gives up on it.</summary>
    private async Task TripAsync(HostProcess host)
    {
        while (await CircuitAsync(host) is not { State: CircuitState.Open or CircuitState.HalfOpen })
        {
            await ProcessAsync(host);
        }
    }

    private async Task<ImageManifest> ProcessAsync(HostProcess host)
    {
        var id = await host.UploadAsync(TestImages.Photo(64, 64, Interlocked.Increment(ref _seed)), "photo");
        await host.UntilFinishedAsync(id);
        return (await host.RetryAsync(http => http.GetFromJsonAsync($"/api/images/{id}", ImagesJson.Default.ImageManifest)))!;
    }

    private static Task<CircuitStatus?> CircuitAsync(HostProcess host) => host.RetryAsync(async http =>
    {
        using var response = await http.GetAsync($"/api/circuits/{VisionClient.CircuitName}");
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await response.Content.ReadFromJsonAsync(CircuitJson.Default.CircuitStatus);
    });
}
