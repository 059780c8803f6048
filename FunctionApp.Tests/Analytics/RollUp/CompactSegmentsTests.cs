using System.Text;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.RollUp;
using Microsoft.Extensions.DependencyInjection;
using static FunctionApp.Tests.Analytics.RollUp.RollUpHost;
using static FunctionApp.Tests.Analytics.StreamClient;

namespace FunctionApp.Tests.Analytics.RollUp;

[TestClass]
public sealed class CompactSegmentsTests
{
    private const int Minutes = 90;

    [TestMethod]
    public async Task The_small_segments_of_hours_that_are_over_become_few_and_hold_the_same_events_in_the_same_order()
    {
        using var host = new RollUpHost();
        var process = await TrickleAsync(host);
        var ids = await host.IdsAsync();

        await CompactAsync(process);
        var merged = await host.HoursAsync();
        var idsMerged = await host.IdsAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await CompactAsync(process);
        var cleared = await host.HoursAsync();

        CollectionAssert.AreEqual(new[] { 1, 1 }, merged.ConvertAll(hour => hour.Current.Count));
        Assert.AreEqual(Minutes, merged.Sum(hour => hour.Replaced.Count), "What was merged stays for those who are reading it.");
        Assert.AreEqual((0, 2), (cleared.Sum(hour => hour.Replaced.Count), cleared.Sum(hour => hour.Current.Count)));
        CollectionAssert.AreEqual(ids, idsMerged);
        CollectionAssert.AreEqual(ids, await host.IdsAsync());
    }

    [TestMethod]
    public async Task Their_names_account_for_every_line_as_before_and_nothing_is_applied_again()
    {
        using var host = new RollUpHost();
        var process = await TrickleAsync(host);
        var before = await StateAsync(process);

        await CompactAsync(process);
        await RollUpAsync(process);
        host.Clock.Advance(TimeSpan.FromHours(3));
        await CompactAsync(process);
        await RollUpAsync(process);

        var names = (await host.HoursAsync()).SelectMany(hour => hour.Current).Select(segment => segment.Name).ToList();
        var after = await StateAsync(process);
        Assert.AreEqual((before.Accepted, before.Rejected, before.Duplicates), (after.Accepted, after.Rejected, after.Duplicates));
        Assert.AreEqual(
            (after.Accepted, after.Rejected, after.Duplicates),
            (names.Sum(name => name.Accepted), names.Sum(name => name.Rejected), names.Sum(name => name.Duplicates)));
    }

    [TestMethod]
    public async Task Twice_at_once_or_begun_again_it_merges_the_same()
    {
        using var host = new RollUpHost(new KeyValuePair<string, string?>("Analytics:RollUp:CompactedSegmentBytes", "1000"));
        var process = await TrickleAsync(host);
        var ids = await host.IdsAsync();

        await Task.WhenAll(CompactAsync(process), CompactAsync(host.Start()));
        var once = (await host.HoursAsync()).SelectMany(hour => hour.Current).Select(segment => segment.Name).ToList();
        var (cursor, _) = await process.GetRequiredService<RollUpCursors>().ReadAsync(RollUpHost.Stream, CancellationToken.None);
        await host.Blobs.DeleteAsync(new(Core.Analytics.AnalyticsContainers.RollUps, $"{RollUpHost.Stream}/{cursor.State.Incarnation}/compaction.json"));
        await CompactAsync(process);
        var again = (await host.HoursAsync()).SelectMany(hour => hour.Current).Select(segment => segment.Name).ToList();

        Assert.IsGreaterThan(4, once.Count);
        CollectionAssert.AreEqual(once, again);
        CollectionAssert.AreEqual(ids, await host.IdsAsync());
    }

    [TestMethod]
    public async Task Pieces_of_dropped_files_and_the_hour_that_is_not_over_stay_as_they_are()
    {
        using var host = new RollUpHost();
        var process = host.Start();
        await PostAsync(process, Event("a"));
        using (var batch = new PreparedBatch(10))
        {
            using var reader = new NdjsonReader(new MemoryStream(Encoding.UTF8.GetBytes(Event("b"))), 1_000);
            await reader.FillAsync(CancellationToken.None);
            batch.TakeFrom(reader, new(RollUpHost.Stream, "batch", host.Clock.GetUtcNow(), new(), TimeSpan.FromMinutes(1)));
            await process.GetRequiredService<EventIngest>().StoreAsync(
                RollUpHost.Stream, "batch", batch, new("0123456789abcdef", 0, 0, host.Clock.GetUtcNow()), CancellationToken.None);
        }

        await PostAsync(process, Event("c"));
        await RollUpAsync(process);
        host.Clock.Advance(TimeSpan.FromMinutes(100));
        await PostAsync(process, Event("d"));
        await PostAsync(process, Event("e"));
        await RollUpAsync(process);

        await CompactAsync(process);

        Assert.AreEqual(5, (await host.HoursAsync()).Sum(hour => hour.Current.Count));
        Assert.AreEqual(0, (await host.HoursAsync()).Sum(hour => hour.Replaced.Count));
    }

    /// <summary>A batch every minute, with a line that is no event and one that is a repetition, and then long enough nothing.</summary>
    private static async Task<IServiceProvider> TrickleAsync(RollUpHost host)
    {
        var process = host.Start();
        for (var minute = 0; minute < Minutes; minute++)
        {
            await PostAsync(process, Event($"{minute}"), Event($"{Math.Max(0, minute - 1)}"), "{}");
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await RollUpAsync(process);
        host.Clock.Advance(TimeSpan.FromHours(2));
        await RollUpAsync(process);
        return process;
    }
}
