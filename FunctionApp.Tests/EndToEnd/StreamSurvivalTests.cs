using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Analytics;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.EndToEnd;

/// <summary>The promise of ingest and roll-up, checked on the real process with the real signal: every acknowledged event is in one window, once.</summary>
[TestClass]
public sealed class StreamSurvivalTests
{
    private const int Batches = 60;
    private const int EventsPerBatch = 50;
    private const int Kills = 10;

    [TestMethod]
    public async Task Every_event_is_in_one_window_once_although_the_process_is_killed_again_and_again()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(7);
        using var host = new HostProcess(folder.Path);
        await host.StartAsync();
        await host.RetryAsync(http => http.PutAsync(
            "/api/streams/shop", StreamClient.Content("""{"value":"data.amount","allowedLateness":"1d"}""", "application/json")));

        var posting = PostAllAsync(host);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 400)), TimeProvider.System);
            await host.KillAsync();
            await host.StartAsync();
        }

        await posting;
        var state = await UntilAllIsAppliedAsync(host);
        await host.KillAsync();

        Assert.AreEqual(Batches * EventsPerBatch, state.GetProperty("accepted").GetInt64());
        Assert.AreEqual(0, state.GetProperty("late").GetInt64());
        Assert.IsGreaterThanOrEqualTo(Batches, state.GetProperty("rejected").GetInt64());
        await AssertWindowsAsync(folder.Path);
    }

    /// <summary>A client as it should be: what was not acknowledged is sent again, with the same ids.</summary>
    private static Task PostAllAsync(HostProcess host)
        => Parallel.ForAsync(0, Batches, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (batch, cancellation) =>
        {
            var lines = Enumerable.Range(0, EventsPerBatch)
                .Select(number => StreamClient.Event($"{batch}-{number}", time: $"2026-01-31T12:{(batch + number) % 60:00}:00Z", amount: number))
                .Append("{}")
                .ToList();
            var status = await host.RetryAsync(async http =>
            {
                using var response = await http.PostAsync("/api/streams/shop/events", StreamClient.Content(string.Join('\n', lines)), cancellation);
                return response.StatusCode is HttpStatusCode.ServiceUnavailable ? throw new HttpRequestException("Not taken.") : response.StatusCode;
            });
            Assert.AreEqual(HttpStatusCode.Accepted, status);
        });

    private static async Task<JsonElement> UntilAllIsAppliedAsync(HostProcess host)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var stream = await host.RetryAsync(http => http.GetFromJsonAsync<JsonElement>("/api/streams/shop", timeout.Token));
            var state = stream.GetProperty("state");
            if (state.GetProperty("accepted").GetInt64() >= Batches * EventsPerBatch)
            {
                return state;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, timeout.Token);
        }
    }

    private static async Task AssertWindowsAsync(string dataFolder)
    {
        var blobs = new FileBlobStore(Options.Create(new FileBlobStoreOptions { RootPath = dataFolder }), TimeProvider.System);
        var options = Options.Create(new AnalyticsOptions());
        var store = new WindowStore(blobs, new StreamCatalog(blobs, options), options);
        var windows = new Dictionary<int, (long Count, double Sum)>();
        await foreach (var window in store.ReadAsync("shop", WindowLevel.Base, DateTimeOffset.MinValue, DateTimeOffset.MaxValue))
        {
            windows.Add(window.Start.Minute, (window.Aggregate.Count, window.Aggregate.Sum));
        }

        var expected = Enumerable.Range(0, Batches)
            .SelectMany(batch => Enumerable.Range(0, EventsPerBatch).Select(number => (Minute: (batch + number) % 60, Amount: number)))
            .GroupBy(one => one.Minute)
            .ToDictionary(minute => minute.Key, minute => (minute.LongCount(), (double)minute.Sum(one => one.Amount)));
        foreach (var (minute, sums) in expected)
        {
            Assert.AreEqual(sums, windows[minute], $"Minute {minute}");
        }

        Assert.HasCount(expected.Count, windows);
    }
}
