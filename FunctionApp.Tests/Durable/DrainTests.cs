using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable;
using FunctionApp.Local.Durable.Storage;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Durable;

/// <summary>What becomes of work that is under way when the host stops.</summary>
[TestClass]
public sealed class DrainTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly OrchestrationScript _script = new();
    private readonly TaskCompletionSource _entered = new();
    private readonly TaskCompletionSource<string> _result = new();
    private int _runs;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task An_activity_that_finishes_while_the_engine_drains_is_recorded_and_runs_once()
    {
        var twice = AddTwice();
        string id;
        await using (var first = await EmbeddedHost.StartAsync(_script, Options(), _clock))
        {
            id = await StartAndEnterAsync(first, twice, _ => _result.Task);
            var stopping = first.StopAsync();
            await LeaseOutlivedAsync(first, times: 5);

            _result.SetResult("first");
            await stopping;

            Assert.IsTrue(first.Get<OrchestrationEngine>().IsDraining);
            Assert.AreEqual(0, Count(first, "activities"), "its result is stored");
        }

        _script.OnPerform = Answer("second");
        await using var second = await EmbeddedHost.StartAsync(_script, Options(), _clock);

        Assert.AreEqual("\"first second\"", (await second.EndOfAsync(id)).SerializedOutput);
        Assert.AreEqual(2, _runs);
    }

    [TestMethod]
    public async Task A_draining_engine_begins_nothing_new()
    {
        var twice = AddTwice();
        await using var host = await EmbeddedHost.StartAsync(_script, Options(), _clock);
        await StartAndEnterAsync(host, twice, _ => _result.Task);
        var stopping = host.StopAsync();

        var id = await host.StartAsync(twice, "late");
        _result.SetResult("first");
        await stopping;

        Assert.AreEqual(OrchestrationStatus.Pending, (await host.Client.GetAsync(id))!.RuntimeStatus);
        Assert.AreEqual(1, _runs, "nor does what was begun take its next step");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task An_activity_that_takes_too_long_is_handed_back_and_runs_at_the_next_start(bool listensToItsToken)
    {
        var twice = AddTwice();

        // One delivery that counted as a crash would be one too many.
        var options = Options() with { MaxActivityCrashes = 1 };
        string id;
        await using (var first = await EmbeddedHost.StartAsync(_script, options, _clock))
        {
            id = await StartAndEnterAsync(first, twice, token => listensToItsToken ? _result.Task.WaitAsync(token) : _result.Task);
            var stopping = first.StopAsync();
            await OrchestrationHost.UntilAsync(() =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(stopping.IsCompleted);
            });
            await stopping;

            Assert.AreEqual(0, Count(first, "activities WHERE lease_token IS NOT NULL"), "nobody has to wait for its lease to end");
            _result.SetResult("too late");
        }

        _script.OnPerform = Answer("again");
        await using var second = await EmbeddedHost.StartAsync(_script, options, _clock);

        Assert.AreEqual("\"again again\"", (await second.EndOfAsync(id)).SerializedOutput);
    }

    private static long Count(EmbeddedHost host, string rows)
        => host.Get<DurableDatabase>().Read(session => session.Prepare($"SELECT count(*) FROM {rows}").First(row => row.Integer(0)));

    private OrchestratorName<string, string> AddTwice() => _script.Add("Twice", async (IOrchestrationContext context, string text) =>
        $"{await context.CallActivityAsync(Perform.Name, text)} {await context.CallActivityAsync(Perform.Name, text)}");

    private Func<string, CancellationToken, Task<string>> Answer(string answer) => (_, _) =>
    {
        Interlocked.Increment(ref _runs);
        return Task.FromResult(answer);
    };

    private async Task<string> StartAndEnterAsync(
        EmbeddedHost host, OrchestratorName<string, string> orchestrator, Func<CancellationToken, Task<string>> perform)
    {
        _script.OnPerform = (_, token) =>
        {
            Interlocked.Increment(ref _runs);
            _entered.TrySetResult();
            return perform(token);
        };
        var id = await host.StartAsync(orchestrator, "");
        await _entered.Task;
        return id;
    }

    /// <summary>Lets more time pass than a lease lasts, in steps that each renew it.</summary>
    private async Task LeaseOutlivedAsync(EmbeddedHost host, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var before = LeaseUntil();
            _clock.Advance(Lease / 2);
            await OrchestrationHost.UntilAsync(() => Task.FromResult(LeaseUntil() > before));
        }

        long LeaseUntil() => host.Get<DurableDatabase>().Read(session
            => session.Prepare("SELECT lease_until FROM activities").First(row => row.Integer(0)));
    }

    private DurableOptions Options() => new()
    {
        DatabasePath = _folder.File("durable.db"),
        LeaseDuration = Lease,
        DrainTimeout = TimeSpan.FromMinutes(10),
    };
}
