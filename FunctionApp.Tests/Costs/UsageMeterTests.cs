using System.Diagnostics.Metrics;
using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Storage;
using FunctionApp.Core.Telemetry;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Costs;

[TestClass]
public sealed class UsageMeterTests : IDisposable
{
    private static readonly UsageSource Render = new(UsageSource.Images, Activity: "RenderImage", Orchestration: "ProcessImage");

    private readonly ManualTimeProvider _time = new();
    private readonly IMeterFactory _meters = Meters.CreateFactory();
    private readonly UsageMeter _meter;
    private readonly MeteredBlobStore _blobs;

    public UsageMeterTests()
    {
        _meter = new(_meters, _time);
        _blobs = new(new MemoryBlobStore(), _meter);
    }

    public void Dispose()
    {
        _meter.Dispose();
        _meters.Dispose();
    }

    [TestMethod]
    public async Task What_an_activity_uses_is_its_its_orchestration_s_and_its_area_s()
    {
        await RunAsync(Render, async () =>
        {
            await WriteAsync("a", 1_000);
            await using var read = await _blobs.OpenReadAsync(new("container", "a"));
            await _blobs.ListAsync("container");
            await _blobs.DeleteAsync(new("container", "a"));
            _time.Advance(TimeSpan.FromMilliseconds(260));
        });

        var used = _meter.Take();
        foreach (var usage in new[] { used.Totals, used.Activities["RenderImage"], used.Orchestrations["ProcessImage"], used.Areas["images"] })
        {
            var totals = usage.ToTotals();
            Assert.AreEqual((1, 300), (totals.Activities.Count, totals.Activities.Time.HundredMilliseconds));
            Assert.AreEqual((1, 1_000), (totals.BlobWrites, totals.BytesWritten));
            Assert.AreEqual((1, 1_000), (totals.BlobReads, totals.BytesRead));
            Assert.AreEqual((1, 1), (totals.BlobLists, totals.BlobDeletes));
        }
    }

    [TestMethod]
    public async Task Of_a_range_only_its_bytes_are_read()
    {
        using var folder = new TemporaryFolder();
        var blobs = new MeteredBlobStore(
            new FileBlobStore(Options.Create(new FileBlobStoreOptions { RootPath = folder.Path }), TimeProvider.System), _meter);
        await blobs.WriteAsync(new("container", "a"), new MemoryStream(new byte[1_000]));
        await RunAsync(Render, async () =>
        {
            await using var part = await blobs.OpenReadAsync(new("container", "a"), new BlobRange(900, 500));
        });

        Assert.AreEqual(100, _meter.Take().Activities["RenderImage"].ToTotals().BytesRead);
    }

    [TestMethod]
    public async Task Activities_at_the_same_time_do_not_see_each_other_s_usage_and_keep_the_instance_busy_once()
    {
        var both = new TaskCompletionSource();
        var first = RunAsync(Render with { Activity = "First" }, async () =>
        {
            await both.Task;
            await WriteAsync("a", 1);
        });
        var second = RunAsync(Render with { Activity = "Second" }, () => both.Task);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        both.SetResult();
        await Task.WhenAll(first, second);

        var used = _meter.Take();
        Assert.AreEqual(1, used.Activities["First"].ToTotals().BlobWrites);
        Assert.AreEqual(0, used.Activities["Second"].ToTotals().BlobWrites);
        var totals = used.Totals.ToTotals();
        Assert.AreEqual((2, 600), (totals.Activities.Count, totals.Activities.Time.Milliseconds));
        Assert.AreEqual((1, 300), (totals.BusyPeriods.Count, totals.BusyPeriods.Time.Milliseconds));
    }

    [TestMethod]
    public async Task An_instance_that_is_busy_all_the_time_is_so_in_every_record()
    {
        var end = new TaskCompletionSource();
        var running = RunAsync(Render, () => end.Task);
        _time.Advance(TimeSpan.FromSeconds(60));
        var during = _meter.Take();
        _time.Advance(TimeSpan.FromSeconds(5));
        end.SetResult();
        await running;

        Assert.AreEqual(60_000, during.Totals.ToTotals().BusyPeriods.Time.Milliseconds);
        Assert.AreEqual(5_000, _meter.Take().Totals.ToTotals().BusyPeriods.Time.Milliseconds);
    }

    [TestMethod]
    public async Task What_an_execution_leaves_behind_is_its_area_s_and_nobody_s_else()
    {
        var later = new TaskCompletionSource();
        Task? left = null;
        await RunAsync(new(UsageSource.Streams, Stream: "shop"), () =>
        {
            left = WriteLaterAsync();
            return Task.CompletedTask;

            async Task WriteLaterAsync()
            {
                await later.Task;
                await WriteAsync("segment", 10);
            }
        });
        later.SetResult();
        await left!;

        var used = _meter.Take();
        Assert.AreEqual(1, used.Areas["streams"].ToTotals().BlobWrites);
        Assert.AreEqual(0, used.Streams["shop"].ToTotals().BlobWrites);
        Assert.AreEqual(1, used.Totals.ToTotals().BlobWrites);
    }

    [TestMethod]
    public async Task Look_ups_events_and_calls_are_taken_from_the_instruments_of_the_same_host()
    {
        using var others = Meters.CreateFactory();
        await RunAsync(Render, () =>
        {
            foreach (var factory in new[] { _meters, others })
            {
                var meter = factory.Create(InstrumentNames.Scope);
                meter.CreateCounter<long>(InstrumentNames.CacheRequests).Add(2);
                meter.CreateCounter<long>(InstrumentNames.VisionRequests).Add(1);
                var events = meter.CreateCounter<long>(InstrumentNames.EventsIngested);
                events.Add(100, new KeyValuePair<string, object?>("outcome", "accepted"));
                events.Add(7, new KeyValuePair<string, object?>("outcome", "rejected"));
            }

            return Task.CompletedTask;
        });

        var totals = _meter.Take().Activities["RenderImage"].ToTotals();
        Assert.AreEqual((2, 1, 100), (totals.CacheRequests, totals.VisionCalls, totals.Events));
    }

    [TestMethod]
    public async Task What_is_suppressed_is_not_counted_and_what_follows_is()
    {
        await RunAsync(Render, async () =>
        {
            using (UsageScope.Suppress())
            {
                await WriteAsync("record", 1);
            }

            await WriteAsync("rendition", 1);
        });

        Assert.AreEqual(1, _meter.Take().Totals.ToTotals().BlobWrites);
    }

    [TestMethod]
    public async Task An_activity_that_fails_is_counted()
    {
        await Assert.ThrowsExactlyAsync<IOException>(() => RunAsync(Render, () => throw new IOException("full")));

        Assert.AreEqual(1, _meter.SinceStart().Activities.Count);
    }

    private Task<bool> RunAsync(UsageSource source, Func<Task> run) => _meter.MeasureAsync(ExecutionKind.Activity, source, async _ =>
    {
        await run();
        return true;
    });

    private Task<BlobProperties?> WriteAsync(string name, int bytes) => _blobs.WriteAsync(new("container", name), new MemoryStream(new byte[bytes]));
}
