using System.Globalization;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Local.Durable;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;
using EmbeddedHost = FunctionApp.Tests.Durable.EmbeddedHost;

namespace FunctionApp.Tests.Resilience.Circuits;

/// <summary>Orchestrations that meet an open circuit.</summary>
[TestClass]
public sealed class CircuitOrchestrationTests : IDisposable
{
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder _folder = new();
    private readonly OrchestrationScript _script = new();
    private readonly OrchestratorName<CircuitPatience, Ask.Answer> _caller;
    private int _asked;

    public CircuitOrchestrationTests()
    {
        _script.Catalog.Add<Ask, string, Ask.Answer>(Ask.Name);
        _caller = _script.Add(
            "Caller",
            (IOrchestrationContext context, CircuitPatience patience) => context.CallThroughCircuitAsync(Ask.Name, "question", patience));
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task An_orchestration_sleeps_until_the_break_is_over_and_then_asks_once_more()
    {
        await using var host = await StartAsync();
        var until = host.Now.AddSeconds(30);
        OpenUntil(host, until);

        var id = await host.StartAsync(_caller, new CircuitPatience(host.Now.AddHours(1), TimeSpan.FromMinutes(10)));
        var wakeAt = await SleepOfAsync(host, id);
        await host.AdvanceAsync(wakeAt - host.Now);
        var instance = await host.EndOfAsync(id);

        Assert.IsTrue(wakeAt >= until && wakeAt <= until + Jitter, $"{wakeAt:O}");
        Assert.Contains("\"text\":\"answer\"", instance.SerializedOutput!);
        Assert.AreEqual(2, _asked);
    }

    [TestMethod]
    public async Task An_orchestration_whose_deadline_comes_before_the_end_of_the_break_gives_up_at_once()
    {
        await using var host = await StartAsync();
        OpenUntil(host, host.Now.AddSeconds(30));

        var id = await host.StartAsync(_caller, new CircuitPatience(host.Now.AddSeconds(20), TimeSpan.FromMinutes(10)));
        var instance = await host.EndOfAsync(id);

        Assert.AreEqual(OrchestrationStatus.Completed, instance.RuntimeStatus);
        Assert.Contains("The circuit is open.", instance.SerializedOutput!);
        Assert.AreEqual(1, _asked);
        Assert.DoesNotContain(entry => entry.Type == HistoryEventType.TimerCreated, (await host.Client.GetHistoryAsync(id))!);
    }

    [TestMethod]
    public async Task An_orchestration_looks_again_after_its_longest_wait()
    {
        await using var host = await StartAsync();
        OpenUntil(host, host.Now.AddDays(1));
        var started = host.Now;

        var id = await host.StartAsync(_caller, new CircuitPatience(host.Now.AddDays(2), TimeSpan.FromSeconds(10)));
        var wakeAt = await SleepOfAsync(host, id);

        Assert.IsTrue(wakeAt >= started.AddSeconds(10) && wakeAt <= started.AddSeconds(10) + Jitter, $"{wakeAt:O}");
    }

    [TestMethod]
    public async Task Orchestrations_that_were_told_the_same_moment_wake_at_moments_of_their_own()
    {
        await using var host = await StartAsync();
        OpenUntil(host, host.Now.AddSeconds(30));

        var patience = new CircuitPatience(host.Now.AddHours(1), TimeSpan.FromMinutes(10));
        var ids = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => host.StartAsync(_caller, patience)));
        var moments = new List<DateTimeOffset>();
        foreach (var id in ids)
        {
            moments.Add(await SleepOfAsync(host, id));
        }

        CollectionAssert.AllItemsAreUnique(moments);
        Assert.IsGreaterThan(Jitter / 2, moments.Max() - moments.Min());
    }

    private static async Task<DateTimeOffset> SleepOfAsync(EmbeddedHost host, string id)
    {
        while (true)
        {
            var history = await host.Client.GetHistoryAsync(id);
            if (history!.FirstOrDefault(entry => entry.Type == HistoryEventType.TimerCreated) is { } timer)
            {
                return timer.FireAt!.Value;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    private void OpenUntil(EmbeddedHost host, DateTimeOffset until) => _script.OnPerform = (_, _) =>
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(host.Now < until ? until.ToString("O", CultureInfo.InvariantCulture) : "answer");
    };

    private Task<EmbeddedHost> StartAsync() => EmbeddedHost.StartAsync(_script, new DurableOptions { DatabasePath = _folder.File("durable.db") });
}
