using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Tests.Analytics.RollUp;
using Microsoft.Extensions.DependencyInjection;
using static FunctionApp.Tests.Analytics.RollUp.RollUpHost;
using static FunctionApp.Tests.Analytics.StreamClient;

namespace FunctionApp.Tests.Analytics.Streams;

/// <summary>A stream that was deleted and created again, as seen by a process that was not told.</summary>
[TestClass]
public sealed class IncarnationTests
{
    private const string Noon = "2026-01-31T12:00:00Z";

    [TestMethod]
    public async Task Windows_that_another_process_has_read_before_are_not_those_of_the_new_stream()
    {
        using var host = new RollUpHost();
        var (one, other) = (host.Start(), host.Start());
        await PostAsync(one, Event("1", time: Noon), Event("2", time: Noon));
        await RollUpAsync(one);
        Assert.AreEqual(2, await CountAsync(other));

        await one.GetRequiredService<StreamCatalog>().DeleteAsync(RollUpHost.Stream);
        var third = host.Start();
        await PostAsync(third, Event("3", time: Noon));
        await RollUpAsync(third);

        Assert.AreEqual(1, await CountAsync(other));
        Assert.AreEqual(1, (await other.GetRequiredService<StreamCatalog>().FindAsync(RollUpHost.Stream))!.State.Accepted);
    }

    [TestMethod]
    public async Task Events_that_another_process_has_stored_before_are_no_repetitions_in_the_new_stream()
    {
        using var host = new RollUpHost();
        var (one, other) = (host.Start(), host.Start());
        await PostAsync(other, Event("1", time: Noon));
        await one.GetRequiredService<StreamCatalog>().DeleteAsync(RollUpHost.Stream);
        await PostAsync(one, Event("2", time: Noon));

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        var result = await PostAsync(other, Event("1", time: Noon));

        Assert.AreEqual((1, 0), (result.Accepted, result.Duplicates));
    }

    [TestMethod]
    public async Task A_roll_up_that_goes_on_after_the_stream_was_deleted_leaves_the_new_one_alone()
    {
        using var host = new RollUpHost();
        var process = host.Start();
        await PostAsync(process, Event("1", time: Noon), Event("2", time: Noon));
        await RollUpAsync(process);
        await PostAsync(process, Event("3", time: Noon));
        var late = await process.GetRequiredService<PlanRollUp>().RunAsync(new(RollUpHost.Stream), CancellationToken.None);

        await process.GetRequiredService<StreamCatalog>().DeleteAsync(RollUpHost.Stream);
        var next = host.Start();
        await PostAsync(next, Event("4", time: Noon));
        await ApplyAsync(process, late);
        await RollUpAsync(next);
        await PostAsync(next, Event("5", time: Noon));
        await RollUpAsync(next);

        Assert.AreEqual(2, await CountAsync(next));
        Assert.AreEqual((2, 2), ((await StateAsync(next)).Accepted, (await StateAsync(next)).Position));
    }

    [TestMethod]
    public async Task A_change_of_settings_is_the_same_stream_and_a_new_one_another()
    {
        using var host = new RollUpHost();
        var catalog = host.Start().GetRequiredService<StreamCatalog>();

        var created = (await catalog.PutAsync("shop", new())).Settings!.Incarnation;
        var changed = (await catalog.PutAsync("shop", new() { Value = "data.amount" })).Settings!.Incarnation;
        await catalog.DeleteAsync("shop");
        var again = (await catalog.PutAsync("shop", new())).Settings!.Incarnation;

        Assert.AreEqual(created, changed);
        Assert.AreNotEqual(created, again);
    }
}
