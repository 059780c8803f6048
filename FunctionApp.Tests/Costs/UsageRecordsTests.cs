using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Records;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Storage;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Costs;

[TestClass]
public sealed class UsageRecordsTests
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    private readonly MemoryBlobStore _blobs = new();
    private readonly ManualTimeProvider _time = new();

    [TestMethod]
    public async Task Instances_that_add_at_the_same_time_lose_nothing()
    {
        var records = Records(_blobs);

        await Task.WhenAll(Enumerable.Range(1, 8).Select(writer => Task.Run(async () =>
        {
            for (var sequence = 1; sequence <= 10; sequence++)
            {
                while (!await records.AddAsync(Today, Addition($"writer-{writer}", sequence, "shop"), CancellationToken.None))
                {
                    // Others were quicker, twenty times.
                }
            }
        })));

        var day = await records.ReadAsync(Today, Today, CancellationToken.None);
        Assert.AreEqual(80, day!.Totals.BlobWrites);
        Assert.AreEqual(80, day.Streams["shop"].BlobWrites);
    }

    [TestMethod]
    public async Task An_addition_whose_answer_was_lost_is_not_made_twice()
    {
        var fails = true;
        var records = Records(new ObstructedBlobStore(
            _blobs, _ => Task.CompletedTask, afterWrite: _ => fails ? throw new IOException("The connection was lost.") : Task.CompletedTask));
        using var meter = new UsageMeter(Meters.CreateFactory(), _time);
        using var recorder = Recorder(meter, records);
        meter.Count(UsageCounter.BlobWrites, 5);

        var first = await recorder.RecordAsync(CancellationToken.None);
        fails = false;
        meter.Count(UsageCounter.BlobWrites, 2);
        var second = await recorder.RecordAsync(CancellationToken.None);
        var third = await recorder.RecordAsync(CancellationToken.None);

        Assert.AreEqual((false, true, true), (first, second, third));
        Assert.AreEqual(7, (await records.ReadAsync(Today, Today, CancellationToken.None))!.Totals.BlobWrites);
    }

    [TestMethod]
    public async Task What_could_not_be_written_is_recorded_later()
    {
        var fails = true;
        var records = Records(new ObstructedBlobStore(_blobs, _ => fails ? throw new IOException("Full.") : Task.CompletedTask));
        using var meter = new UsageMeter(Meters.CreateFactory(), _time);
        using var recorder = Recorder(meter, records);
        meter.Count(UsageCounter.BlobReads, 3);

        Assert.IsFalse(await recorder.RecordAsync(CancellationToken.None));
        fails = false;
        await recorder.StopAsync(CancellationToken.None);

        Assert.AreEqual(3, (await records.ReadAsync(Today, Today, CancellationToken.None))!.Totals.BlobReads);
    }

    [TestMethod]
    public async Task Names_beyond_the_limit_are_counted_together()
    {
        var records = Records(_blobs, new CostOptions { MaxNames = 2 });
        foreach (var (stream, sequence) in new[] { "a", "b", "c", "d", "a" }.Select((stream, index) => (stream, index + 1)))
        {
            await records.AddAsync(Today, Addition("writer", sequence, stream), CancellationToken.None);
        }

        var streams = (await records.ReadAsync(Today, Today, CancellationToken.None))!.Streams;
        CollectionAssert.AreEquivalent(new[] { "a", "b", "(other)" }, streams.Keys.ToArray());
        Assert.AreEqual((2, 1, 2), (streams["a"].BlobWrites, streams["b"].BlobWrites, streams["(other)"].BlobWrites));
    }

    [TestMethod]
    public async Task Days_add_up_and_old_ones_go()
    {
        var records = Records(_blobs);
        for (var day = 0; day < 4; day++)
        {
            await records.AddAsync(Today.AddDays(day), Addition("writer", day + 1, "shop"), CancellationToken.None);
        }

        var two = await records.ReadAsync(Today.AddDays(1), Today.AddDays(2), CancellationToken.None);
        var cleared = await records.ClearAsync(Today.AddDays(3), CancellationToken.None);
        var left = await records.ReadAsync(Today, Today.AddDays(3), CancellationToken.None);

        Assert.AreEqual((2, 3, 1), (two!.Totals.BlobWrites, cleared, left!.Totals.BlobWrites));
    }

    [TestMethod]
    public async Task Of_days_without_usage_there_is_nothing()
        => Assert.IsNull(await Records(_blobs).ReadAsync(Today, Today, CancellationToken.None));

    private static UsageRecords Records(IBlobStore blobs, CostOptions? options = null) => new(blobs, Options.Create(options ?? new()));

    private UsageRecorder Recorder(UsageMeter meter, UsageRecords records)
        => new(meter, records, Options.Create(new CostOptions()), _time, NullLogger<UsageRecorder>.Instance);

    private UsageAddition Addition(string writer, long sequence, string stream)
    {
        var usage = new UsageTally();
        usage.Add(UsageCounter.BlobWrites, 1);
        var delta = new UsageDelta();
        delta.Add(new(UsageSource.Streams, Stream: stream), usage);
        return new(writer, sequence, _time.GetUtcNow(), _time.GetUtcNow(), delta);
    }
}
