using System.Collections.Concurrent;
using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable;
using FunctionApp.Local.Durable.Replay;
using FunctionApp.Local.Durable.Storage;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Durable;

[TestClass]
public sealed class OrchestrationEngineTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly OrchestrationScript _script = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task A_step_that_outlives_its_lease_is_worked_out_by_another_worker_and_counts_once()
    {
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        var entries = 0;
        var stuck = _script.Add("Stuck", async (IOrchestrationContext context, string text) =>
        {
            if (Interlocked.Increment(ref entries) == 1)
            {
                entered.SetResult();
                release.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
            }

            return await context.CallActivityAsync(Perform.Name, text);
        });
        await using var host = await EmbeddedHost.StartAsync(_script, Options());
        var id = await host.StartAsync(stuck, "once");
        await entered.Task;

        host.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        var instance = await host.EndOfAsync(id);
        release.Set();
        await host.StopAsync();

        Assert.AreEqual("\"once\"", instance.SerializedOutput);
        Assert.IsGreaterThanOrEqualTo(2, entries);
        var history = (await host.Client.GetHistoryAsync(id))!;
        Assert.AreEqual(1, history.Count(entry => entry.Type is HistoryEventType.ExecutionStarted));
        Assert.AreEqual(1, history.Count(entry => entry.Type is HistoryEventType.TaskScheduled));
    }

    [TestMethod]
    public async Task An_activity_that_runs_longer_than_its_lease_runs_once()
    {
        var runs = 0;
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource<string>();
        _script.OnPerform = (_, _) =>
        {
            Interlocked.Increment(ref runs);
            entered.TrySetResult();
            return release.Task;
        };
        var once = AddOnce();
        await using var host = await EmbeddedHost.StartAsync(_script, Options());
        var id = await host.StartAsync(once, "long");
        await entered.Task;
        for (var i = 0; i < 10; i++)
        {
            var before = LeaseUntil();
            host.Clock.Advance(Lease / 2);
            await OrchestrationHost.UntilAsync(() => Task.FromResult(LeaseUntil() > before));
        }

        release.SetResult("done");

        Assert.AreEqual("\"done\"", (await host.EndOfAsync(id)).SerializedOutput);
        Assert.AreEqual(1, runs);

        long LeaseUntil() => host.Get<DurableDatabase>().Read(session
            => session.Prepare("SELECT lease_until FROM activities").First(row => row.Integer(0)));
    }

    [TestMethod]
    public async Task An_activity_that_kills_the_process_is_given_up_and_the_host_lives_on()
    {
        _script.OnPerform = (input, _) => Task.FromResult(input);
        var risky = _script.Add("Risky", async (IOrchestrationContext context, string text) =>
        {
            try
            {
                return await context.CallActivityAsync(Perform.Name, text, RetryPolicy.Transient);
            }
            catch (TaskFailedException exception) when (exception.Failure.IsNonRetriable)
            {
                return await context.CallActivityAsync(Assist.Name, "after all");
            }
        });
        const int MaxCrashes = 3;
        var options = Options() with { MaxActivityCrashes = MaxCrashes };
        for (var crash = 0; crash < MaxCrashes; crash++)
        {
            await using var dying = await EmbeddedHost.StartAsync(
                _script, options, faults: new FaultInjection(point => point is FaultPoint.BeforeActivity));
            try
            {
                await dying.StartAsync(risky, "poison", new ScheduleOptions { InstanceId = "risky" });
            }
            catch (ObjectDisposedException)
            {
                // Died before it could answer; the instance is there since the first round.
            }

            await dying.Get<GroupCommit>().Ended;
        }

        await using var host = await EmbeddedHost.StartAsync(_script, options);

        Assert.AreEqual("\"assisted after all\"", (await host.EndOfAsync("risky")).SerializedOutput);
    }

    [TestMethod]
    public async Task A_message_for_another_execution_leads_to_nothing()
    {
        var once = AddOnce();
        await using var host = EmbeddedHost.Create(_script, Options());
        var started = new HistoryEvent { Type = HistoryEventType.ExecutionStarted, Timestamp = host.Now, Name = once.Value, Input = "\"x\"" };
        var claim = new OrchestratorClaim
        {
            InstanceId = "any",
            ExecutionId = "this-execution",
            Name = once.Value,
            Status = OrchestrationStatus.Pending,
            Parent = null,
            CreatedAt = host.Now,
            TraceParent = null,
            Token = 1,
            ClaimedAt = host.Now,
            Messages = [new InboxMessage(1, "this-execution", started)],
        };
        var executor = host.Get<OrchestrationExecutor>();

        Assert.IsNotEmpty(executor.Execute(claim, []).NewEvents);
        Assert.IsEmpty(executor.Execute(claim with { ExecutionId = "the-next-execution" }, []).NewEvents);
    }

    [TestMethod]
    public async Task Stopping_hands_running_activities_back_without_counting_a_crash()
    {
        var entered = new TaskCompletionSource();
        _script.OnPerform = async (input, cancellationToken) =>
        {
            entered.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return input;
        };
        var once = AddOnce();
        var options = Options() with { MaxActivityCrashes = 1 };
        var first = await EmbeddedHost.StartAsync(_script, options);
        var id = await first.StartAsync(once, "resumed");
        await entered.Task;
        await first.DisposeAsync();

        _script.OnPerform = (input, _) => Task.FromResult(input);
        await using var second = await EmbeddedHost.StartAsync(_script, options);

        Assert.AreEqual("\"resumed\"", (await second.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task A_timer_that_fell_due_while_the_host_was_down_fires_at_start()
    {
        var nap = _script.Add("Nap", async (IOrchestrationContext context, int hours) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(hours));
            return "woke";
        });
        var clock = new ManualTimeProvider();
        var first = await EmbeddedHost.StartAsync(_script, Options(), clock);
        var id = await first.StartAsync(nap, 8);
        await first.HistoryHasAsync(id, HistoryEventType.TimerCreated);
        await first.DisposeAsync();

        clock.Advance(TimeSpan.FromHours(9));
        await using var second = await EmbeddedHost.StartAsync(_script, Options(), clock);

        Assert.AreEqual("\"woke\"", (await second.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task A_timer_that_falls_due_while_its_alarm_is_being_set_fires()
    {
        var delay = TimeSpan.FromSeconds(7);
        var sleeper = _script.Add("Sleeper", async (IOrchestrationContext context, string text) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime + delay, CancellationToken.None);
            return text;
        });
        await using var host = await EmbeddedHost.StartAsync(_script, Options());
        host.Clock.Setting = due =>
        {
            if (due == delay)
            {
                host.Clock.Setting = null;
                host.Clock.Advance(delay);
            }
        };

        var instance = await host.RunAsync(sleeper, "awake");

        Assert.AreEqual("\"awake\"", instance.SerializedOutput);
        Assert.IsNull(host.Clock.Setting);
    }

    [TestMethod]
    public async Task Work_scheduled_before_the_engine_starts_runs_when_it_does()
    {
        var once = AddOnce();
        await using var host = EmbeddedHost.Create(_script, Options());
        var id = await host.StartAsync(once, "early");
        Assert.AreEqual(OrchestrationStatus.Pending, (await host.Client.GetAsync(id))!.RuntimeStatus);

        await host.StartAsync();

        Assert.AreEqual("\"early\"", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task An_engine_that_was_never_started_stops()
    {
        await using var host = EmbeddedHost.Create(_script, Options());

        await host.StopAsync();
    }

    [TestMethod]
    public async Task No_more_activities_run_at_once_than_the_limit_and_they_start_in_order()
    {
        var (running, most) = (0, 0);
        var order = new ConcurrentQueue<int>();
        _script.OnPerform = async (input, _) =>
        {
            order.Enqueue(int.Parse(input, System.Globalization.CultureInfo.InvariantCulture));
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return input;
        };
        var fanOut = _script.Add("FanOut", async (IOrchestrationContext context, int count) =>
            (await Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync(Perform.Name, $"{i}")))).Length);
        await using var host = await EmbeddedHost.StartAsync(_script, Options() with { MaxConcurrentActivities = 1 });

        Assert.AreEqual(50, await host.OutputOfAsync(fanOut, 50));
        Assert.AreEqual(1, most);
        CollectionAssert.AreEqual(Enumerable.Range(0, 50).ToArray(), order);
    }

    [TestMethod]
    public async Task An_endless_orchestration_fails_at_the_history_limit()
    {
        var endless = _script.Add("Endless", async Task<string> (IOrchestrationContext context, string text) =>
        {
            while (true)
            {
                await context.CallActivityAsync(Perform.Name, text);
            }
        });
        await using var host = await EmbeddedHost.StartAsync(_script, Options() with { MaxHistoryEvents = 100 });

        var instance = await host.RunAsync(endless, "");

        Assert.AreEqual(OrchestrationStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("100 events", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_full_disk_fails_clients_delays_work_and_loses_nothing()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource<string>();
        _script.OnPerform = (_, _) =>
        {
            entered.TrySetResult();
            return release.Task;
        };
        var once = AddOnce();
        await using var host = await EmbeddedHost.StartAsync(_script, Options());
        var id = await host.StartAsync(once, "");
        await entered.Task;
        await LimitPagesAsync(host, 1);

        var large = new string('x', 1_000_000);
        release.SetResult(large);
        await Assert.ThrowsAsync<IOException>(() => host.StartAsync(once, large));
        Assert.AreEqual(OrchestrationStatus.Running, (await host.Client.GetAsync(id))!.RuntimeStatus);

        await LimitPagesAsync(host, int.MaxValue);

        Assert.AreEqual(large.Length + 2, (await EndAfterRetryAsync(host, id)).SerializedOutput!.Length);
    }

    [TestMethod]
    public async Task A_change_the_disk_cannot_take_does_not_hold_up_the_others()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource<string>();
        _script.OnPerform = (input, _) =>
        {
            entered.TrySetResult();
            return input == "large" ? release.Task : Task.FromResult(input);
        };
        var once = AddOnce();
        await using var host = await EmbeddedHost.StartAsync(_script, Options());
        await host.RunAsync(once, new string('x', 500_000), new ScheduleOptions { InstanceId = "room" });
        var large = await host.StartAsync(once, "large");
        await entered.Task;
        await host.Client.PurgeAsync("room");
        await LimitPagesAsync(host, 1);

        release.SetResult(new string('x', 10_000_000));
        var small = await host.RunAsync(once, "small");

        Assert.AreEqual("\"small\"", small.SerializedOutput);
        Assert.AreEqual(OrchestrationStatus.Running, (await host.Client.GetAsync(large))!.RuntimeStatus);
        await LimitPagesAsync(host, int.MaxValue);
        Assert.AreEqual(OrchestrationStatus.Completed, (await EndAfterRetryAsync(host, large)).RuntimeStatus);
    }

    [TestMethod]
    public async Task A_second_host_on_the_same_folder_does_not_start()
    {
        await using var host = await EmbeddedHost.StartAsync(_script, Options());

        var exception = await Assert.ThrowsExactlyAsync<IOException>(() => EmbeddedHost.StartAsync(_script, Options()));

        Assert.Contains("in use by another process", exception.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("MaxConcurrentActivities", "0")]
    [DataRow("LeaseDuration", "00:00:00")]
    [DataRow("DatabasePath", "")]
    public async Task A_host_with_options_out_of_range_does_not_start(string option, string value)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{DurableOptions.Section}:{nameof(DurableOptions.DatabasePath)}"] = Options().DatabasePath,
            [$"{DurableOptions.Section}:{option}"] = value,
        });
        builder.Services.AddLogging().AddSingleton(_script).AddEmbeddedOrchestrations(_script.Catalog);
        using var host = builder.Build();

        await Assert.ThrowsExactlyAsync<OptionsValidationException>(() => host.StartAsync());
    }

    private static Task<bool> LimitPagesAsync(EmbeddedHost host, int pages)
    {
        // SQLite raises a limit below the file's size to that size: the disk is full as of now.
        var database = host.Get<DurableDatabase>();
        return host.Get<GroupCommit>().TryAsync(_ =>
        {
            database.Writer.Execute($"PRAGMA max_page_count = {pages}");
            return true;
        });
    }

    /// <summary>Lets the time of the engine's next attempt to commit come.</summary>
    private static async Task<OrchestrationInstance> EndAfterRetryAsync(EmbeddedHost host, string instanceId)
    {
        var end = host.EndOfAsync(instanceId);
        await OrchestrationHost.UntilAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(end.IsCompleted);
        });
        return await end;
    }

    private OrchestratorName<string, string> AddOnce()
        => _script.Add("Once", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));

    private DurableOptions Options() => new() { DatabasePath = _folder.File("durable.db"), LeaseDuration = Lease, DrainTimeout = TimeSpan.Zero };
}
