using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.RollUp;
using Microsoft.Extensions.DependencyInjection;
using static FunctionApp.Tests.Analytics.RollUp.RollUpHost;
using static FunctionApp.Tests.Analytics.StreamClient;

namespace FunctionApp.Tests.Analytics.RollUp;

/// <summary>The same event, sent to two processes at once: neither can know, and it is counted once.</summary>
[TestClass]
public sealed class RepetitionFilterTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task What_two_processes_have_both_accepted_is_counted_once_and_as_a_duplicate(bool isRolledUpInBetween)
    {
        using var host = new RollUpHost();
        var (one, two) = await StartTwoAsync(host);

        Assert.AreEqual(2, (await PostAsync(one, Event("a"), Event("b"))).Accepted);
        if (isRolledUpInBetween)
        {
            await RollUpAsync(one);
        }

        Assert.AreEqual(3, (await PostAsync(two, Event("b"), Event("c"), Event("a"), "{}")).Accepted);
        await RollUpAsync(two);

        var state = await StateAsync(one);
        Assert.AreEqual((5, 1, 2), (state.Accepted, state.Rejected, state.Duplicates), "Seven lines, and what comes before them.");
        Assert.AreEqual(5, await CountAsync(one));
        CollectionAssert.AreEquivalent(new[] { "first-1", "first-2", "a", "b", "c" }, await host.IdsAsync());
    }

    [TestMethod]
    public async Task A_report_waits_for_the_roll_up_and_counts_them_once_too()
    {
        using var host = new RollUpHost();
        var (one, two) = await StartTwoAsync(host);
        await PostAsync(one, Event("a"), Event("b"));
        await PostAsync(two, Event("b"), Event("c"), Event("a"));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var now = host.Clock.GetUtcNow();
        var job = new ReportJob
        {
            ReportId = new('a', 32),
            Stream = RollUpHost.Stream,
            Question = new() { From = now.AddDays(-1), To = now.AddDays(1) },
            CreatedAt = now,
            Width = 1,
        };

        var early = await one.GetRequiredService<PlanReport>().RunAsync(job, CancellationToken.None);
        await RollUpAsync(two);
        var plan = await one.GetRequiredService<PlanReport>().RunAsync(job, CancellationToken.None);
        await one.GetRequiredService<AggregateShard>().RunAsync(new(job.Stream, job.ReportId, 0), CancellationToken.None);
        var groups = await one.GetRequiredService<ReportStore>().ReadPartAsync(job.Stream, job.ReportId, level: 0, index: 0, CancellationToken.None);

        Assert.AreEqual((0, 4), (early.Shards, early.Behind));
        Assert.AreEqual((1, 0), (plan.Shards, plan.Behind));
        Assert.AreEqual((5, 5), (groups.Matched, groups.Lines));
    }

    [TestMethod]
    public async Task A_process_that_remembers_nothing_finishes_what_another_has_planned()
    {
        using var host = new RollUpHost();
        var (one, two) = await StartTwoAsync(host);
        await PostAsync(one, Event("a"));
        await PostAsync(two, Event("a"), Event("b"));

        var step = await one.GetRequiredService<PlanRollUp>().RunAsync(new(RollUpHost.Stream), CancellationToken.None);
        var three = host.Start();
        await three.GetRequiredService<AggregateSegment>().RunAsync(new(RollUpHost.Stream, step.Position, 0), CancellationToken.None);
        await ApplyAsync(three, step);
        await ApplyAsync(three, step);

        var state = await StateAsync(three);
        Assert.AreEqual((4, 1), (state.Accepted, state.Duplicates));
        Assert.AreEqual(4, await CountAsync(three));
        CollectionAssert.AreEquivalent(new[] { "first-1", "first-2", "a", "b" }, await host.IdsAsync());
        Assert.IsEmpty((await host.Blobs.ListAsync(AnalyticsContainers.RollUps, new() { Prefix = $"{RollUpHost.Stream}/" })).Items, "Nothing of the work is left.");
    }

    [TestMethod]
    public async Task A_process_that_begins_when_another_has_ended_is_not_compared_with_it()
    {
        using var host = new RollUpHost();
        await PostAsync(host.Start(), Event("a"));
        var second = host.Start();
        Assert.AreEqual(1, (await PostAsync(second, Event("a"), Event("b"))).Accepted);
        await RollUpAsync(second);
        await PostAsync(second, Event("c"));
        await RollUpAsync(second);

        var (cursor, _) = await second.GetRequiredService<RollUpCursors>().ReadAsync(RollUpHost.Stream, CancellationToken.None);

        var (ended, active) = (cursor.Writers.Single(writer => writer.Value.Sequence == 1), cursor.Writers.Single(writer => writer.Value.Sequence == 2));
        Assert.IsFalse(active.Value.MayRepeat(ended.Key, ended.Value));
    }

    [TestMethod]
    public async Task A_writer_that_ended_is_not_applied_again_when_its_mark_is_forgotten()
    {
        using var host = new RollUpHost(new KeyValuePair<string, string?>("Analytics:Ingest:DeduplicationWindow", "00:00:01"));
        await PostAsync(host.Start(), Event());
        var second = host.Start();
        const int minutes = 40;
        for (var minute = 0; minute < minutes; minute++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(minute == 0 ? 20 : 60));
            await PostAsync(second, Event());
            await RollUpAsync(second);
        }

        Assert.AreEqual(minutes + 1, (await StateAsync(second)).Accepted);
        Assert.AreEqual(minutes + 1, await CountAsync(second));
    }

    /// <summary>Whoever gets which event when, and whichever process rolls up: every id is counted once, and every line is accounted for.</summary>
    [TestMethod]
    public void However_senders_repeat_themselves_every_event_is_counted_once()
    {
        var step = from process in Gen.Choose(0, 2)
                   from ids in Gen.Choose(0, 11).NonEmptyListOf()
                   from isRollUp in Gen.Elements(true, false, false)
                   from isRestart in Gen.Elements(true, false, false, false, false)
                   select (process, ids, isRollUp, isRestart);
        Prop.ForAll(step.ListOf(14).ToArbitrary(), steps =>
        {
            using var host = new RollUpHost();
            var processes = new[] { host.Start(), host.Start(), host.Start() };
            var lines = 0;
            foreach (var (process, ids, isRollUp, isRestart) in steps)
            {
                PostAsync(processes[process], ids.Select(id => Event($"{id}"))).GetAwaiter().GetResult();
                lines += ids.Count;
                if (isRestart)
                {
                    processes[process] = host.Start();
                }

                if (isRollUp)
                {
                    RollUpAsync(processes[^1]).GetAwaiter().GetResult();
                }
            }

            RollUpAsync(processes[0]).GetAwaiter().GetResult();
            var distinct = steps.SelectMany(one => one.ids).Distinct().Count();
            var state = StateAsync(processes[0]).GetAwaiter().GetResult();
            var ids2 = host.IdsAsync().GetAwaiter().GetResult();
            return (state.Accepted, state.Accepted + state.Duplicates, CountAsync(processes[0]).GetAwaiter().GetResult(), ids2.Count, ids2.Distinct().Count())
                == (distinct, lines, distinct, distinct, distinct);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    /// <summary>Two processes that have each stored an event, so that neither looks for what the other stores from then on.</summary>
    private static async Task<(IServiceProvider One, IServiceProvider Two)> StartTwoAsync(RollUpHost host)
    {
        var (one, two) = (host.Start(), host.Start());
        await PostAsync(one, Event("first-1"));
        await PostAsync(two, Event("first-2"));
        return (one, two);
    }
}
