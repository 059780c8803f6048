using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Tests.Contracts;

/// <summary>What every backend of <see cref="IOrchestrationClient"/> and <see cref="IOrchestrationContext"/> does.</summary>
[SuppressMessage("Usage", "MA0042", Justification = "CancelAsync leaves the orchestrator's thread.")]
[SuppressMessage("Performance", "CA1849", Justification = "CancelAsync leaves the orchestrator's thread.")]
public abstract class OrchestrationContract
{
    private static readonly RetryPolicy Thrice = new(3, TimeSpan.FromSeconds(1));

    private static readonly JsonTypeInfo<string> Text = (JsonTypeInfo<string>)JsonSerializerOptions.Web.GetTypeInfo(typeof(string));

    private readonly OrchestrationScript _script = new();

    /// <summary>Starts the backend with the test's orchestrators and activities.</summary>
    protected abstract Task<OrchestrationHost> StartAsync(OrchestrationScript script);

    [TestMethod]
    public async Task A_sequence_passes_each_result_to_the_next_activity()
    {
        _script.OnPerform = (input, _) => Task.FromResult(input + "!");
        var sequence = _script.Add("Sequence", async (IOrchestrationContext context, string text) =>
        {
            for (var i = 0; i < 5; i++)
            {
                text = await context.CallActivityAsync(Perform.Name, text);
            }

            return text;
        });
        await using var host = await StartAsync(_script);

        Assert.AreEqual("hi!!!!!", await host.OutputOfAsync(sequence, "hi"));
    }

    [TestMethod]
    public async Task A_fan_out_of_100_activities_returns_every_result_in_order()
    {
        var fanOut = _script.Add("FanOut", async (IOrchestrationContext context, int count) =>
            await Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync(Perform.Name, $"{i}"))));
        await using var host = await StartAsync(_script);

        CollectionAssert.AreEqual(Enumerable.Range(0, 100).Select(i => $"{i}").ToArray(), await host.OutputOfAsync(fanOut, 100));
    }

    [TestMethod]
    public async Task An_orchestration_that_was_started_detached_outlives_the_one_that_started_it()
    {
        var goOn = new TaskCompletionSource<string>();
        _script.OnPerform = (_, _) => goOn.Task;
        var detached = _script.Add("Detached", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        var starter = _script.Add("Starter", (IOrchestrationContext context, string text)
            => context.StartAsync(detached, text, Text, "detached-1"));
        await using var host = await StartAsync(_script);

        Assert.AreEqual("detached-1", await host.OutputOfAsync(starter, "first"));
        Assert.AreEqual("detached-1", await host.OutputOfAsync(starter, "second"));
        goOn.SetResult("done");

        var end = await host.EndOfAsync("detached-1");
        Assert.AreEqual("\"first\"", end.SerializedInput);
        Assert.AreEqual("\"done\"", end.SerializedOutput);
        Assert.IsNull(end.ParentInstanceId);
    }

    [TestMethod]
    public async Task A_finished_instance_shows_its_name_input_output_and_times()
    {
        var greet = _script.Add("Greet", (IOrchestrationContext _, string name) => Task.FromResult($"Hello {name}"));
        await using var host = await StartAsync(_script);

        var instance = await host.RunAsync(greet, "Ada", new ScheduleOptions { InstanceId = "greeting-1" });

        Assert.AreEqual("greeting-1", instance.InstanceId);
        Assert.AreEqual("Greet", instance.Name);
        Assert.AreEqual(OrchestrationStatus.Completed, instance.RuntimeStatus);
        Assert.AreEqual("\"Ada\"", instance.SerializedInput);
        Assert.AreEqual("\"Hello Ada\"", instance.SerializedOutput);
        Assert.IsNull(instance.FailureDetails);
        Assert.IsGreaterThanOrEqualTo(instance.CreatedAt, instance.LastUpdatedAt);
    }

    [TestMethod]
    public async Task The_history_tells_what_happened_in_order()
    {
        var once = _script.Add("Once", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        await using var host = await StartAsync(_script);

        var instance = await host.RunAsync(once, "x");
        var history = await host.Client.GetHistoryAsync(instance.InstanceId);

        ExpectSequence(
            history!.Select(entry => entry.Type)
                .Where(type => type is not (HistoryEventType.OrchestratorStarted or HistoryEventType.OrchestratorCompleted)),
            HistoryEventType.ExecutionStarted,
            HistoryEventType.TaskScheduled,
            HistoryEventType.TaskCompleted,
            HistoryEventType.ExecutionCompleted);
        var scheduled = history!.Single(entry => entry.Type is HistoryEventType.TaskScheduled);
        var completed = history!.Single(entry => entry.Type is HistoryEventType.TaskCompleted);
        Assert.AreEqual("Perform", scheduled.Name);
        Assert.AreEqual("\"x\"", scheduled.Input);
        Assert.AreEqual(scheduled.TaskId, completed.TaskId);
        Assert.AreEqual("\"x\"", completed.Result);
    }

    [TestMethod]
    public async Task An_instance_that_is_not_there_is_null_everywhere()
    {
        await using var host = await StartAsync(_script);

        Assert.IsNull(await host.Client.GetAsync("nobody"));
        Assert.IsNull(await host.Client.GetHistoryAsync("nobody"));
        Assert.IsNull(await host.Client.WaitForCompletionAsync("nobody"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("@entity")]
    [DataRow("a/b")]
    [DataRow("a\\b")]
    [DataRow("a#b")]
    [DataRow("a?b")]
    [DataRow("naïve")]
    [DataRow("tab\t")]
    public async Task An_invalid_instance_id_is_refused(string id)
    {
        var idle = _script.Add("Idle", (IOrchestrationContext _, string text) => Task.FromResult(text));
        await using var host = await StartAsync(_script);

        await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync(idle, "", new ScheduleOptions { InstanceId = id }));
    }

    [TestMethod]
    public async Task Fifty_schedules_of_one_id_at_once_create_one_instance()
    {
        var runs = 0;
        _script.OnPerform = (input, _) => Task.FromResult($"{Interlocked.Increment(ref runs)}");
        var once = _script.Add("Once", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        await using var host = await StartAsync(_script);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            _ => Task.Run(() => host.Client.ScheduleAsync(once, "x", new ScheduleOptions { InstanceId = "the-one" }))));
        await host.EndOfAsync("the-one");

        Assert.AreEqual(1, results.Count(result => result.Created));
        Assert.IsTrue(results.All(result => result.InstanceId == "the-one"));
        Assert.AreEqual(1, runs);
    }

    [TestMethod]
    public async Task A_failed_instance_is_replaced_when_only_other_states_are_kept()
    {
        _script.OnPerform = (_, _) => throw new InvalidOperationException("down");
        var once = _script.Add("Once", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        var options = new ScheduleOptions { InstanceId = "again", DedupeStatuses = ScheduleOptions.UnlessFailed };
        await using var host = await StartAsync(_script);
        await host.RunAsync(once, "x", options);

        _script.OnPerform = (input, _) => Task.FromResult(input);
        var second = await host.Client.ScheduleAsync(once, "y", options);
        var instance = await host.EndOfAsync("again");
        var third = await host.Client.ScheduleAsync(once, "z", options);

        Assert.IsTrue(second.Created);
        Assert.AreEqual("\"y\"", instance.SerializedOutput);
        Assert.IsFalse(third.Created);
    }

    [TestMethod]
    public async Task An_exception_of_the_orchestrator_fails_the_instance_with_its_details()
    {
        var broken = _script.Add("Broken", Task<string> (IOrchestrationContext _, string text)
            => throw new InvalidOperationException("no good", new FormatException("the cause")));
        await using var host = await StartAsync(_script);

        var instance = await host.RunAsync(broken, "");

        Assert.AreEqual(OrchestrationStatus.Failed, instance.RuntimeStatus);
        Assert.AreEqual("System.InvalidOperationException", instance.FailureDetails!.ErrorType);
        Assert.AreEqual("no good", instance.FailureDetails.ErrorMessage);
        Assert.AreEqual("the cause", instance.FailureDetails.InnerFailure!.ErrorMessage);
        Assert.IsNull(instance.SerializedOutput);
    }

    [TestMethod]
    public async Task An_activity_that_throws_surfaces_as_a_task_failure_the_orchestrator_can_catch()
    {
        _script.OnPerform = (_, _) => throw new FormatException("bad bytes");
        var careful = _script.Add("Careful", async (IOrchestrationContext context, string text) =>
        {
            try
            {
                return await context.CallActivityAsync(Perform.Name, text);
            }
            catch (TaskFailedException exception)
            {
                return $"{exception.TaskName}: {exception.Failure.ErrorType}: {exception.Failure.ErrorMessage}";
            }
        });
        await using var host = await StartAsync(_script);

        Assert.AreEqual("Perform: System.FormatException: bad bytes", await host.OutputOfAsync(careful, ""));
    }

    [TestMethod]
    public async Task An_uncaught_activity_failure_is_the_inner_failure_of_the_instance()
    {
        _script.OnPerform = (_, _) => throw new FormatException("bad bytes");
        var once = _script.Add("Once", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        await using var host = await StartAsync(_script);

        var instance = await host.RunAsync(once, "x");

        Assert.AreEqual(typeof(TaskFailedException).FullName, instance.FailureDetails!.ErrorType);
        Assert.AreEqual("System.FormatException", instance.FailureDetails.InnerFailure!.ErrorType);
    }

    [TestMethod]
    public async Task An_activity_that_nobody_registered_fails_for_good()
    {
        var lost = _script.Add("Lost", (IOrchestrationContext context, string text)
            => context.CallActivityAsync(new ActivityName<string, string>("Nowhere"), text, Thrice));
        await using var host = await StartAsync(_script);

        var instance = await host.RunAsync(lost, "");

        Assert.AreEqual(OrchestrationStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("Nowhere", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.IsTrue(instance.FailureDetails.InnerFailure!.IsNonRetriable);
    }

    [TestMethod]
    public async Task An_orchestrator_that_nobody_registered_fails_with_its_name()
    {
        await using var host = await StartAsync(_script);

        var instance = await host.RunAsync(new OrchestratorName<string, string>("Nobody"), "");

        Assert.AreEqual(OrchestrationStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("Nobody", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_retried_activity_succeeds_on_the_attempt_that_works()
    {
        var attempts = 0;
        _script.OnPerform = (input, _) => ++attempts < 3 ? throw new IOException("busy") : Task.FromResult(input);
        await using var host = await StartAsync(_script, out var stubborn, Thrice);

        var instance = await host.EndAfterTimersAsync(await host.StartAsync(stubborn, "done"));

        Assert.AreEqual("\"done\"", instance.SerializedOutput);
        Assert.AreEqual(3, attempts);
    }

    [TestMethod]
    public async Task A_retried_activity_fails_when_its_attempts_are_used_up()
    {
        var attempts = 0;
        _script.OnPerform = (_, _) => throw new IOException($"busy {++attempts}");
        await using var host = await StartAsync(_script, out var stubborn, Thrice);

        var instance = await host.EndAfterTimersAsync(await host.StartAsync(stubborn, ""));

        Assert.AreEqual(OrchestrationStatus.Failed, instance.RuntimeStatus);
        Assert.AreEqual("busy 3", instance.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.AreEqual(3, attempts);
    }

    [TestMethod]
    public async Task Retries_back_off_up_to_the_longest_delay()
    {
        _script.OnPerform = (_, _) => throw new IOException("busy");
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(1)) { BackoffCoefficient = 2, MaxRetryInterval = TimeSpan.FromSeconds(3) };
        await using var host = await StartAsync(_script, out var stubborn, policy);

        var instance = await host.EndAfterTimersAsync(await host.StartAsync(stubborn, ""));
        var delays = (await host.Client.GetHistoryAsync(instance.InstanceId))!
            .Where(entry => entry.Type is HistoryEventType.TimerCreated)
            .Select(entry => Math.Round((entry.FireAt!.Value - entry.Timestamp).TotalSeconds));

        ExpectSequence(delays, 1d, 2d, 3d, 3d);
    }

    [TestMethod]
    public async Task A_non_retriable_failure_is_not_retried()
    {
        var attempts = 0;
        _script.OnPerform = (_, _) => throw new NonRetriableException($"never {++attempts}");
        await using var host = await StartAsync(_script, out var stubborn, Thrice);

        var instance = await host.RunAsync(stubborn, "");

        Assert.AreEqual("never 1", instance.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [TestMethod]
    public async Task A_failure_that_the_policy_does_not_handle_is_not_retried()
    {
        var attempts = 0;
        _script.OnPerform = (_, _) => throw new IOException($"gone {++attempts}");
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(1)) { HandleFailure = failure => failure.ErrorMessage.StartsWith("busy", StringComparison.Ordinal) };
        await using var host = await StartAsync(_script, out var stubborn, policy);

        var instance = await host.RunAsync(stubborn, "");

        Assert.AreEqual("gone 1", instance.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [TestMethod]
    public async Task No_attempt_starts_after_the_retry_timeout()
    {
        var attempts = 0;
        _script.OnPerform = (_, _) => throw new IOException($"busy {++attempts}");
        var policy = new RetryPolicy(100, TimeSpan.FromSeconds(1)) { RetryTimeout = TimeSpan.FromSeconds(2) };
        await using var host = await StartAsync(_script, out var stubborn, policy);

        await host.EndAfterTimersAsync(await host.StartAsync(stubborn, ""));

        Assert.IsInRange(2, 3, attempts);
    }

    [TestMethod]
    public async Task A_timer_wakes_the_orchestrator_at_its_time_and_not_before()
    {
        var nap = _script.Add("Nap", async (IOrchestrationContext context, int seconds) =>
        {
            var fireAt = context.CurrentUtcDateTime.AddSeconds(seconds);
            await context.CreateTimer(fireAt);
            return context.CurrentUtcDateTime >= fireAt;
        });
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(nap, 2);
        await host.HistoryHasAsync(id, HistoryEventType.TimerCreated);

        Assert.AreEqual(OrchestrationStatus.Running, (await host.Client.GetAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.AreEqual("true", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task A_timer_in_the_past_fires_at_once()
    {
        var late = _script.Add("Late", async (IOrchestrationContext context, int days) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-days));
            return "woke";
        });
        await using var host = await StartAsync(_script);

        Assert.AreEqual("woke", await host.OutputOfAsync(late, 1));
    }

    [TestMethod]
    public async Task An_abandoned_timer_does_not_keep_the_instance_open()
    {
        var race = _script.Add("Race", async (IOrchestrationContext context, string text) =>
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
            var work = context.CallActivityAsync(Perform.Name, text);
            var first = await Task.WhenAny(timer, work);
            stop.Cancel();
            return first == work && timer.IsCanceled;
        });
        await using var host = await StartAsync(_script);

        Assert.IsTrue(await host.OutputOfAsync(race, ""));
    }

    [TestMethod]
    public async Task An_instance_completes_only_when_nothing_it_scheduled_is_open()
    {
        var hasty = _script.Add("Hasty", (IOrchestrationContext context, string text) =>
        {
            _ = context.CreateTimer(TimeSpan.FromSeconds(1));
            return Task.FromResult(text);
        });
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(hasty, "early");
        await host.HistoryHasAsync(id, HistoryEventType.TimerCreated);

        Assert.AreEqual(OrchestrationStatus.Running, (await host.Client.GetAsync(id))!.RuntimeStatus);
        Assert.AreEqual("\"early\"", (await host.EndAfterTimersAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task A_delayed_start_stays_pending_until_its_time()
    {
        var idle = _script.Add("Idle", (IOrchestrationContext _, string text) => Task.FromResult(text));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(idle, "later", new ScheduleOptions { StartAt = host.Now.AddSeconds(2) });

        Assert.AreEqual(CommandResult.Accepted, await host.Client.RaiseEventAsync(id, "Early", 1));
        Assert.AreEqual(OrchestrationStatus.Pending, (await host.Client.GetAsync(id))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.AreEqual(OrchestrationStatus.Completed, (await host.EndOfAsync(id)).RuntimeStatus);
    }

    [TestMethod]
    public async Task A_delayed_start_can_be_terminated_before_its_time()
    {
        var idle = _script.Add("Idle", (IOrchestrationContext _, string text) => Task.FromResult(text));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(idle, "never", new ScheduleOptions { StartAt = host.Now.AddDays(1) });

        await host.Client.TerminateAsync(id);

        Assert.AreEqual(OrchestrationStatus.Terminated, (await host.EndOfAsync(id)).RuntimeStatus);
    }

    [TestMethod]
    public async Task A_child_returns_its_output_and_knows_its_parent()
    {
        var child = _script.Add("Child", (IOrchestrationContext context, string text) => Task.FromResult($"{text} of {context.ParentInstanceId}"));
        var parent = _script.Add("Parent", (IOrchestrationContext context, string text) => context.CallSubOrchestratorAsync(child, text));
        await using var host = await StartAsync(_script);

        var instance = await host.RunAsync(parent, "child", new ScheduleOptions { InstanceId = "mum" });

        Assert.AreEqual("\"child of mum\"", instance.SerializedOutput);
        Assert.IsNull(instance.ParentInstanceId);
    }

    [TestMethod]
    public async Task A_child_runs_under_the_id_its_parent_chose()
    {
        var child = _script.Add("Child", (IOrchestrationContext context, string _) => Task.FromResult(context.InstanceId));
        var parent = _script.Add("Parent", (IOrchestrationContext context, string id)
            => context.CallSubOrchestratorAsync(child, "", new SubOrchestrationOptions { InstanceId = id }));
        await using var host = await StartAsync(_script);

        Assert.AreEqual("chosen", await host.OutputOfAsync(parent, "chosen"));
        Assert.AreEqual(OrchestrationStatus.Completed, (await host.Client.GetAsync("chosen"))!.RuntimeStatus);
    }

    [TestMethod]
    public async Task A_child_that_fails_fails_in_its_parent_with_its_own_details()
    {
        var child = _script.Add("Child", Task<string> (IOrchestrationContext _, string text) => throw new FormatException(text));
        var parent = _script.Add("Parent", async (IOrchestrationContext context, string text) =>
        {
            try
            {
                return await context.CallSubOrchestratorAsync(child, text);
            }
            catch (TaskFailedException exception)
            {
                return $"{exception.TaskName}: {exception.Failure.ErrorType}: {exception.Failure.ErrorMessage}";
            }
        });
        await using var host = await StartAsync(_script);

        Assert.AreEqual("Child: System.FormatException: broken", await host.OutputOfAsync(parent, "broken"));
    }

    [TestMethod]
    public async Task A_failed_child_is_retried_by_its_policy()
    {
        var attempts = 0;
        _script.OnPerform = (input, _) => ++attempts < 3 ? throw new IOException("busy") : Task.FromResult(input);
        var child = _script.Add("Child", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        var parent = _script.Add("Parent", (IOrchestrationContext context, string text) => context.CallSubOrchestratorAsync(
            child, text, new SubOrchestrationOptions { InstanceId = "the-child", Retry = Thrice }));
        await using var host = await StartAsync(_script);

        var instance = await host.EndAfterTimersAsync(await host.StartAsync(parent, "done"));

        Assert.AreEqual("\"done\"", instance.SerializedOutput);
    }

    [TestMethod]
    public async Task A_terminated_child_fails_in_its_parent()
    {
        var child = _script.Add("Child", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        var parent = _script.Add("Parent", async (IOrchestrationContext context, string id) =>
        {
            try
            {
                return await context.CallSubOrchestratorAsync(child, "Never", new SubOrchestrationOptions { InstanceId = id });
            }
            catch (TaskFailedException exception)
            {
                return exception.Failure.ErrorMessage;
            }
        });
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(parent, "victim");
        await host.StatusIsAsync("victim", OrchestrationStatus.Running);

        await host.Client.TerminateAsync("victim", "enough");

        Assert.AreEqual("\"enough\"", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task An_event_reaches_the_instance_that_waits_for_it()
    {
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<int>(name));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(wait, "Go");
        await host.StatusIsAsync(id, OrchestrationStatus.Running);

        Assert.AreEqual(CommandResult.Accepted, await host.Client.RaiseEventAsync(id, "Go", 42));

        Assert.AreEqual("42", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task Events_that_come_early_are_kept_in_order_and_matched_without_case()
    {
        var collect = _script.Add("Collect", async (IOrchestrationContext context, string name) =>
        {
            await context.WaitForExternalEvent<string>("Start");
            return new[]
            {
                await context.WaitForExternalEvent<int>(name),
                await context.WaitForExternalEvent<int>(name),
                await context.WaitForExternalEvent<int>(name),
            };
        });
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(collect, "Number");
        foreach (var (name, number) in new[] { ("number", 1), ("NUMBER", 2), ("Number", 3) })
        {
            await host.Client.RaiseEventAsync(id, name, number);
        }

        await host.Client.RaiseEventAsync(id, "start", "");

        Assert.AreEqual("[1,2,3]", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task Waiters_for_one_event_are_served_in_order()
    {
        var two = _script.Add("Two", async (IOrchestrationContext context, string name) =>
        {
            var first = context.WaitForExternalEvent<int>(name);
            var second = context.WaitForExternalEvent<int>(name);
            await Task.WhenAll(first, second);
            return new[] { await first, await second };
        });
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(two, "Number");
        await host.Client.RaiseEventAsync(id, "Number", 1);
        await host.Client.RaiseEventAsync(id, "Number", 2);

        Assert.AreEqual("[1,2]", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task Waiting_for_an_event_ends_at_its_timeout()
    {
        await using var host = await StartAsync(_script, out var patient);
        var id = await host.StartAsync(patient, 2);

        Assert.AreEqual("\"gave up\"", (await host.EndAfterTimersAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task An_event_in_time_beats_the_timeout()
    {
        await using var host = await StartAsync(_script, out var patient);
        var id = await host.StartAsync(patient, 600);
        await host.HistoryHasAsync(id, HistoryEventType.TimerCreated);

        await host.Client.RaiseEventAsync(id, "Approval", "yes");

        Assert.AreEqual("\"yes\"", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task An_event_for_nobody_is_not_found_and_one_for_a_finished_instance_is_refused()
    {
        var idle = _script.Add("Idle", (IOrchestrationContext _, string text) => Task.FromResult(text));
        await using var host = await StartAsync(_script);
        var finished = await host.RunAsync(idle, "");

        Assert.AreEqual(CommandResult.NotFound, await host.Client.RaiseEventAsync("nobody", "Go", 1));
        Assert.AreEqual(CommandResult.InvalidState, await host.Client.RaiseEventAsync(finished.InstanceId, "Go", 1));
    }

    [TestMethod]
    public async Task An_event_whose_payload_cannot_be_read_fails_who_waits_for_it()
    {
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<int>(name));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(wait, "Go");
        await host.Client.RaiseEventAsync(id, "Go", "not a number");

        var instance = await host.EndOfAsync(id);

        Assert.AreEqual(OrchestrationStatus.Failed, instance.RuntimeStatus);
        Assert.AreEqual(typeof(JsonException).FullName, instance.FailureDetails!.ErrorType);
    }

    [TestMethod]
    public async Task An_orchestrator_can_send_an_event_to_another_and_to_nobody()
    {
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        var send = _script.Add("Send", (IOrchestrationContext context, string to) =>
        {
            context.SendEvent("nobody", "Go", "lost");
            context.SendEvent(to, "Go", "hello");
            return Task.FromResult("sent");
        });
        await using var host = await StartAsync(_script);
        var waiting = await host.StartAsync(wait, "Go");

        Assert.AreEqual("sent", await host.OutputOfAsync(send, waiting));
        Assert.AreEqual("\"hello\"", (await host.EndOfAsync(waiting)).SerializedOutput);
    }

    [TestMethod]
    public async Task The_custom_status_is_visible_while_the_instance_runs_and_stays_afterwards()
    {
        var progress = _script.Add("Progress", async (IOrchestrationContext context, string name) =>
        {
            context.SetCustomStatus(new { done = 1, total = 2 });
            await context.WaitForExternalEvent<string>(name);
            context.SetCustomStatus("all done");
            return "";
        });
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(progress, "Go");
        await host.StatusIsAsync(id, OrchestrationStatus.Running);

        Assert.AreEqual("""{"done":1,"total":2}""", (await host.Client.GetAsync(id))!.SerializedCustomStatus);
        await host.Client.RaiseEventAsync(id, "Go", "");
        Assert.AreEqual("\"all done\"", (await host.EndOfAsync(id)).SerializedCustomStatus);
    }

    [TestMethod]
    public async Task A_custom_status_over_16_KB_is_refused()
    {
        var verbose = _script.Add("Verbose", (IOrchestrationContext context, int length) =>
        {
            context.SetCustomStatus(new string('x', length));
            return Task.FromResult("");
        });
        await using var host = await StartAsync(_script);

        Assert.AreEqual(OrchestrationStatus.Completed, (await host.RunAsync(verbose, 16 * 1024 - 2)).RuntimeStatus);
        Assert.AreEqual(OrchestrationStatus.Failed, (await host.RunAsync(verbose, 16 * 1024 - 1)).RuntimeStatus);
    }

    [TestMethod]
    public async Task Continuing_as_new_starts_over_with_a_new_input_and_an_empty_history()
    {
        var count = _script.Add("Count", async (IOrchestrationContext context, int number) =>
        {
            await context.CallActivityAsync(Perform.Name, "");
            if (number < 5)
            {
                context.ContinueAsNew(number + 1);
            }

            return number;
        });
        await using var host = await StartAsync(_script);

        var instance = await host.RunAsync(count, 1);

        Assert.AreEqual("5", instance.SerializedOutput);
        Assert.AreEqual("5", instance.SerializedInput);
        var history = await host.Client.GetHistoryAsync(instance.InstanceId);
        Assert.AreEqual(1, history!.Count(entry => entry.Type is HistoryEventType.TaskScheduled));
    }

    [TestMethod]
    public async Task Continuing_as_new_carries_events_over_that_nobody_waited_for()
    {
        var sum = _script.Add("Sum", async (IOrchestrationContext context, int[] seen) =>
        {
            seen = [.. seen, await context.WaitForExternalEvent<int>("Number")];
            if (seen.Length < 4)
            {
                context.ContinueAsNew(seen);
            }

            return seen;
        });
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(sum, Array.Empty<int>(), new ScheduleOptions { StartAt = host.Now.AddSeconds(1) });
        for (var number = 1; number <= 4; number++)
        {
            await host.Client.RaiseEventAsync(id, "Number", number);
        }

        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.AreEqual("[1,2,3,4]", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task Continuing_as_new_drops_those_events_on_request()
    {
        var forget = _script.Add("Forget", async (IOrchestrationContext context, string phase) =>
        {
            if (phase == "first")
            {
                await context.WaitForExternalEvent<string>("Go");
                context.ContinueAsNew("second", preserveUnprocessedEvents: false);
                return "";
            }

            return await context.WaitForExternalEvent<string>("Word");
        });
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(forget, "first", new ScheduleOptions { StartAt = host.Now.AddSeconds(1) });
        await host.Client.RaiseEventAsync(id, "Word", "old");
        await host.Client.RaiseEventAsync(id, "Go", "");
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await OrchestrationHost.UntilAsync(async () => (await host.Client.GetAsync(id))!.SerializedInput == "\"second\"");

        await host.Client.RaiseEventAsync(id, "Word", "new");

        Assert.AreEqual("\"new\"", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task A_terminated_instance_ends_with_the_reason()
    {
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(wait, "Never");

        Assert.AreEqual(CommandResult.Accepted, await host.Client.TerminateAsync(id, "enough"));
        var instance = await host.EndOfAsync(id);

        Assert.AreEqual(OrchestrationStatus.Terminated, instance.RuntimeStatus);
        Assert.AreEqual("enough", instance.FailureDetails!.ErrorMessage);
        Assert.AreEqual(CommandResult.InvalidState, await host.Client.TerminateAsync(id));
        Assert.AreEqual(CommandResult.NotFound, await host.Client.TerminateAsync("nobody"));
    }

    [TestMethod]
    public async Task Terminating_a_parent_terminates_its_descendants()
    {
        var leaf = _script.Add("Leaf", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        var branch = _script.Add("Branch", (IOrchestrationContext context, string name)
            => context.CallSubOrchestratorAsync(leaf, name, new SubOrchestrationOptions { InstanceId = "leaf" }));
        var root = _script.Add("Root", (IOrchestrationContext context, string name)
            => context.CallSubOrchestratorAsync(branch, name, new SubOrchestrationOptions { InstanceId = "branch" }));
        await using var host = await StartAsync(_script);
        await host.StartAsync(root, "Never", new ScheduleOptions { InstanceId = "root" });
        await host.StatusIsAsync("leaf", OrchestrationStatus.Running);

        await host.Client.TerminateAsync("root", "felled");

        foreach (var id in new[] { "root", "branch", "leaf" })
        {
            Assert.AreEqual(OrchestrationStatus.Terminated, (await host.EndOfAsync(id)).RuntimeStatus, id);
        }
    }

    [TestMethod]
    public async Task The_result_of_an_activity_that_outlives_its_instance_is_dropped()
    {
        var started = new TaskCompletionSource();
        var release = new TaskCompletionSource<string>();
        _script.OnPerform = (_, _) =>
        {
            started.TrySetResult();
            return release.Task;
        };
        var once = _script.Add("Once", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        var probe = _script.Add("Probe", (IOrchestrationContext context, string text) => context.CallActivityAsync(Assist.Name, text));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(once, "");
        await started.Task;
        await host.Client.TerminateAsync(id);
        await host.EndOfAsync(id);

        release.SetResult("too late");
        await host.RunAsync(probe, "");

        Assert.AreEqual(OrchestrationStatus.Terminated, (await host.Client.GetAsync(id))!.RuntimeStatus);
        Assert.IsNull((await host.Client.GetAsync(id))!.SerializedOutput);
    }

    [TestMethod]
    public async Task A_suspended_instance_keeps_its_events_until_it_is_resumed()
    {
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(wait, "Go");
        await host.StatusIsAsync(id, OrchestrationStatus.Running);
        Assert.AreEqual(CommandResult.Accepted, await host.Client.SuspendAsync(id, "hold on"));
        await host.StatusIsAsync(id, OrchestrationStatus.Suspended);

        await host.Client.RaiseEventAsync(id, "Go", "went");
        await host.HistoryHasAsync(id, HistoryEventType.EventRaised);
        Assert.AreEqual(OrchestrationStatus.Suspended, (await host.Client.GetAsync(id))!.RuntimeStatus);
        Assert.AreEqual(CommandResult.Accepted, await host.Client.ResumeAsync(id, "go on"));

        Assert.AreEqual("\"went\"", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task A_suspended_instance_can_be_terminated()
    {
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(wait, "Go");
        await host.Client.SuspendAsync(id);
        await host.StatusIsAsync(id, OrchestrationStatus.Suspended);

        await host.Client.TerminateAsync(id);

        Assert.AreEqual(OrchestrationStatus.Terminated, (await host.EndOfAsync(id)).RuntimeStatus);
    }

    [TestMethod]
    public async Task A_finished_instance_can_be_neither_suspended_nor_resumed()
    {
        var idle = _script.Add("Idle", (IOrchestrationContext _, string text) => Task.FromResult(text));
        await using var host = await StartAsync(_script);
        var instance = await host.RunAsync(idle, "");

        Assert.AreEqual(CommandResult.InvalidState, await host.Client.SuspendAsync(instance.InstanceId));
        Assert.AreEqual(CommandResult.InvalidState, await host.Client.ResumeAsync(instance.InstanceId));
        Assert.AreEqual(CommandResult.NotFound, await host.Client.SuspendAsync("nobody"));
        Assert.AreEqual(CommandResult.NotFound, await host.Client.ResumeAsync("nobody"));
    }

    [TestMethod]
    public async Task A_restart_runs_the_same_input_again()
    {
        var runs = 0;
        _script.OnPerform = (input, _) => Task.FromResult($"{input} {Interlocked.Increment(ref runs)}");
        var once = _script.Add("Once", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        await using var host = await StartAsync(_script);
        var first = await host.RunAsync(once, "run");

        var same = await host.Client.RestartAsync(first.InstanceId);
        var again = await host.EndOfAsync(first.InstanceId);
        var copy = await host.Client.RestartAsync(first.InstanceId, withNewInstanceId: true);
        var third = await host.EndOfAsync(copy.InstanceId!);

        Assert.AreEqual((CommandResult.Accepted, first.InstanceId), same);
        Assert.AreEqual("\"run 2\"", again.SerializedOutput);
        Assert.AreNotEqual(first.InstanceId, copy.InstanceId);
        Assert.AreEqual("\"run 3\"", third.SerializedOutput);
    }

    [TestMethod]
    public async Task Only_a_finished_instance_can_be_restarted()
    {
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(wait, "Go");

        Assert.AreEqual((CommandResult.InvalidState, null), await host.Client.RestartAsync(id));
        Assert.AreEqual((CommandResult.NotFound, null), await host.Client.RestartAsync("nobody"));
    }

    [TestMethod]
    public async Task A_rewind_runs_again_what_failed_and_nothing_else()
    {
        var runs = new ConcurrentBag<string>();
        var isBroken = true;
        _script.OnPerform = (input, _) =>
        {
            runs.Add(input);
            return isBroken && input == "b" ? throw new IOException("down") : Task.FromResult(input);
        };
        var fanOut = _script.Add("FanOut", async (IOrchestrationContext context, string letters) =>
            string.Concat(await Task.WhenAll(letters.Select(letter => context.CallActivityAsync(Perform.Name, $"{letter}")))));
        await using var host = await StartAsync(_script);
        var failed = await host.RunAsync(fanOut, "abc");
        Assert.AreEqual(OrchestrationStatus.Failed, failed.RuntimeStatus);

        isBroken = false;
        Assert.AreEqual(CommandResult.Accepted, await host.Client.RewindAsync(failed.InstanceId, "mended"));
        var instance = await host.EndOfAsync(failed.InstanceId);

        Assert.AreEqual("\"abc\"", instance.SerializedOutput);
        Assert.IsNull(instance.FailureDetails);
        ExpectSequence(runs.Order(), "a", "b", "b", "c");
    }

    [TestMethod]
    public async Task A_rewind_finds_a_failure_after_which_other_branches_went_on()
    {
        var isBroken = true;
        var branchGoesOn = new TaskCompletionSource();
        _script.OnPerform = async (input, _) =>
        {
            if (input == "fail" && isBroken)
            {
                throw new IOException("down");
            }

            if (input == "go on")
            {
                await branchGoesOn.Task;
            }

            return input;
        };
        var branches = _script.Add("Branches", async (IOrchestrationContext context, string _) =>
        {
            return string.Join(", ", await Task.WhenAll(context.CallActivityAsync(Perform.Name, "fail"), BranchAsync()));

            async Task<string> BranchAsync()
                => await context.CallActivityAsync(Perform.Name, "go on") + await context.CallActivityAsync(Perform.Name, " and on");
        });
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(branches, "");
        await host.HistoryHasAsync(id, HistoryEventType.TaskFailed);
        branchGoesOn.SetResult();
        Assert.AreEqual(OrchestrationStatus.Failed, (await host.EndOfAsync(id)).RuntimeStatus);

        isBroken = false;
        await host.Client.RewindAsync(id);

        Assert.AreEqual("\"fail, go on and on\"", (await host.EndOfAsync(id)).SerializedOutput);
    }

    [TestMethod]
    public async Task A_rewind_gives_a_call_whose_retries_were_used_up_another_attempt()
    {
        var isBroken = true;
        _script.OnPerform = (input, _) => isBroken ? throw new IOException("down") : Task.FromResult(input);
        await using var host = await StartAsync(_script, out var stubborn, Thrice);
        var failed = await host.EndAfterTimersAsync(await host.StartAsync(stubborn, "done"));

        isBroken = false;
        await host.Client.RewindAsync(failed.InstanceId);

        Assert.AreEqual("\"done\"", (await host.EndOfAsync(failed.InstanceId)).SerializedOutput);
    }

    [TestMethod]
    public async Task A_rewind_leaves_failures_alone_that_the_orchestrator_handled()
    {
        var runs = new ConcurrentQueue<string>();
        var isBroken = true;
        _script.OnPerform = (input, _) =>
        {
            runs.Enqueue(input);
            return isBroken ? throw new IOException("down") : Task.FromResult(input);
        };
        var fallback = _script.Add("Fallback", async (IOrchestrationContext context, string text) =>
        {
            try
            {
                return await context.CallActivityAsync(Perform.Name, "first choice");
            }
            catch (TaskFailedException)
            {
                return await context.CallActivityAsync(Perform.Name, text);
            }
        });
        await using var host = await StartAsync(_script);
        var failed = await host.RunAsync(fallback, "second choice");

        isBroken = false;
        await host.Client.RewindAsync(failed.InstanceId);

        Assert.AreEqual("\"second choice\"", (await host.EndOfAsync(failed.InstanceId)).SerializedOutput);
        ExpectSequence(runs, "first choice", "second choice", "second choice");
    }

    [TestMethod]
    public async Task A_rewind_reaches_into_children_that_failed()
    {
        var runs = new ConcurrentQueue<string>();
        var isBroken = true;
        _script.OnPerform = (input, _) =>
        {
            runs.Enqueue(input);
            return isBroken && input == "two" ? throw new IOException("down") : Task.FromResult(input);
        };
        var child = _script.Add("Child", async (IOrchestrationContext context, string _) =>
            await context.CallActivityAsync(Perform.Name, "one") + await context.CallActivityAsync(Perform.Name, "two"));
        var parent = _script.Add("Parent", (IOrchestrationContext context, string text) => context.CallSubOrchestratorAsync(child, text));
        await using var host = await StartAsync(_script);
        var failed = await host.RunAsync(parent, "");

        isBroken = false;
        await host.Client.RewindAsync(failed.InstanceId);

        Assert.AreEqual("\"onetwo\"", (await host.EndOfAsync(failed.InstanceId)).SerializedOutput);
        ExpectSequence(runs, "one", "two", "two");
    }

    [TestMethod]
    public async Task Only_a_failed_instance_can_be_rewound()
    {
        var idle = _script.Add("Idle", (IOrchestrationContext _, string text) => Task.FromResult(text));
        await using var host = await StartAsync(_script);
        var completed = await host.RunAsync(idle, "");

        Assert.AreEqual(CommandResult.InvalidState, await host.Client.RewindAsync(completed.InstanceId));
        Assert.AreEqual(CommandResult.NotFound, await host.Client.RewindAsync("nobody"));
    }

    [TestMethod]
    public async Task A_purge_deletes_a_finished_instance_with_its_children()
    {
        var child = _script.Add("Child", (IOrchestrationContext _, string text) => Task.FromResult(text));
        var parent = _script.Add("Parent", (IOrchestrationContext context, string id)
            => context.CallSubOrchestratorAsync(child, "", new SubOrchestrationOptions { InstanceId = id }));
        await using var host = await StartAsync(_script);
        var instance = await host.RunAsync(parent, "kid");

        Assert.AreEqual(CommandResult.Accepted, await host.Client.PurgeAsync(instance.InstanceId));

        Assert.IsNull(await host.Client.GetAsync(instance.InstanceId));
        Assert.IsNull(await host.Client.GetHistoryAsync(instance.InstanceId));
        Assert.IsNull(await host.Client.GetAsync("kid"));
        Assert.AreEqual(CommandResult.NotFound, await host.Client.PurgeAsync(instance.InstanceId));
    }

    [TestMethod]
    public async Task A_running_instance_is_not_purged()
    {
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(wait, "Go");

        Assert.AreEqual(CommandResult.InvalidState, await host.Client.PurgeAsync(id));
        Assert.AreEqual(0, await host.Client.PurgeAsync(host.Now.AddDays(1)));
        Assert.IsNotNull(await host.Client.GetAsync(id));
    }

    [TestMethod]
    public async Task A_bulk_purge_deletes_what_finished_before_a_moment_in_the_states_given()
    {
        var maybe = _script.Add("Maybe", (IOrchestrationContext _, string text)
            => text == "bad" ? throw new FormatException(text) : Task.FromResult(text));
        await using var host = await StartAsync(_script);
        await host.RunAsync(maybe, "good", new ScheduleOptions { InstanceId = "old-good" });
        await host.RunAsync(maybe, "bad", new ScheduleOptions { InstanceId = "old-bad" });
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        var moment = host.Now;
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await host.RunAsync(maybe, "good", new ScheduleOptions { InstanceId = "new-good" });

        Assert.AreEqual(1, await host.Client.PurgeAsync(moment, [OrchestrationStatus.Failed]));
        Assert.IsNull(await host.Client.GetAsync("old-bad"));
        Assert.AreEqual(1, await host.Client.PurgeAsync(moment));
        Assert.IsNull(await host.Client.GetAsync("old-good"));
        Assert.IsNotNull(await host.Client.GetAsync("new-good"));
    }

    [TestMethod]
    public async Task A_list_can_be_filtered_by_state_name_id_and_time()
    {
        var idle = _script.Add("Idle", (IOrchestrationContext _, string text) => Task.FromResult(text));
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        await using var host = await StartAsync(_script);
        await host.RunAsync(idle, "x", new ScheduleOptions { InstanceId = "image-1" });
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        var moment = host.Now;
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await host.RunAsync(idle, "x", new ScheduleOptions { InstanceId = "image-2" });
        await host.StartAsync(wait, "Go", new ScheduleOptions { InstanceId = "stream-1" });
        await host.StatusIsAsync("stream-1", OrchestrationStatus.Running);

        await ExpectAsync(new OrchestrationQuery(), "image-1", "image-2", "stream-1");
        await ExpectAsync(new OrchestrationQuery { Statuses = [OrchestrationStatus.Running] }, "stream-1");
        await ExpectAsync(new OrchestrationQuery { Statuses = [OrchestrationStatus.Running, OrchestrationStatus.Failed] }, "stream-1");
        await ExpectAsync(new OrchestrationQuery { Name = "Idle" }, "image-1", "image-2");
        await ExpectAsync(new OrchestrationQuery { InstanceIdPrefix = "image-" }, "image-1", "image-2");
        await ExpectAsync(new OrchestrationQuery { CreatedFrom = moment }, "image-2", "stream-1");
        await ExpectAsync(new OrchestrationQuery { CreatedTo = moment }, "image-1");
        await ExpectAsync(new OrchestrationQuery { Name = "Idle", CreatedFrom = moment, InstanceIdPrefix = "image" }, "image-2");
        await ExpectAsync(new OrchestrationQuery { Name = "Nobody" });

        async Task ExpectAsync(OrchestrationQuery query, params string[] ids)
            => CollectionAssert.AreEquivalent(ids, (await host.Client.ListAsync(query)).Items.Select(item => item.InstanceId).ToArray());
    }

    [TestMethod]
    public async Task The_pages_of_a_list_hold_every_instance_once_even_while_new_ones_come()
    {
        var idle = _script.Add("Idle", (IOrchestrationContext _, string text) => Task.FromResult(text));
        await using var host = await StartAsync(_script);
        var expected = Enumerable.Range(0, 25).Select(i => $"item-{i:00}").ToArray();
        foreach (var id in expected)
        {
            await host.StartAsync(idle, "", new ScheduleOptions { InstanceId = id });
        }

        var seen = new List<string>();
        var query = new OrchestrationQuery { PageSize = 10, InstanceIdPrefix = "item" };
        Page<OrchestrationInstance> page;
        do
        {
            page = await host.Client.ListAsync(query);
            Assert.IsLessThanOrEqualTo(10, page.Items.Count);
            seen.AddRange(page.Items.Select(item => item.InstanceId));
            query = query with { Continuation = page.Continuation };
            await host.StartAsync(idle, "");
        }
        while (page.Continuation is not null);

        CollectionAssert.AreEquivalent(expected, seen);
    }

    [TestMethod]
    public async Task A_list_shows_inputs_and_outputs_only_when_asked()
    {
        var idle = _script.Add("Idle", (IOrchestrationContext _, string text) => Task.FromResult(text));
        await using var host = await StartAsync(_script);
        await host.RunAsync(idle, "x");

        var without = (await host.Client.ListAsync(new OrchestrationQuery())).Items.Single();
        var with = (await host.Client.ListAsync(new OrchestrationQuery { FetchInputsAndOutputs = true })).Items.Single();

        Assert.IsNull(without.SerializedInput);
        Assert.IsNull(without.SerializedOutput);
        Assert.AreEqual("\"x\"", with.SerializedInput);
        Assert.AreEqual("\"x\"", with.SerializedOutput);
    }

    [TestMethod]
    [DataRow("nonsense")]
    [DataRow("%%%")]
    [DataRow("")]
    public async Task A_continuation_that_no_list_handed_out_is_refused(string continuation)
    {
        await using var host = await StartAsync(_script);

        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.ListAsync(new OrchestrationQuery { Continuation = continuation }));
    }

    [TestMethod]
    public async Task Guids_and_time_are_the_same_on_every_replay()
    {
        var guids = new ConcurrentBag<Guid>();
        var times = new ConcurrentBag<DateTime>();
        var replays = _script.Add("Replays", async (IOrchestrationContext context, int steps) =>
        {
            guids.Add(context.NewGuid());
            times.Add(context.CurrentUtcDateTime);
            for (var i = 0; i < steps; i++)
            {
                await context.CallActivityAsync(Perform.Name, "");
            }

            return new[] { context.NewGuid(), context.NewGuid() };
        });
        await using var host = await StartAsync(_script);

        var last = await host.OutputOfAsync(replays, 3);

        Assert.HasCount(1, guids.Distinct());
        Assert.HasCount(1, times.Distinct());
        Assert.IsTrue(times.All(time => time.Kind == DateTimeKind.Utc));
        Assert.HasCount(3, last.Append(guids.First()).Distinct());
        Assert.AreEqual(5, last[0].Version);
    }

    [TestMethod]
    public async Task Code_that_is_not_replaying_runs_once()
    {
        var live = new ConcurrentQueue<int>();
        var steps = _script.Add("Steps", async (IOrchestrationContext context, string _) =>
        {
            for (var step = 1; step <= 3; step++)
            {
                if (!context.IsReplaying)
                {
                    live.Enqueue(step);
                }

                await context.CallActivityAsync(Perform.Name, "");
            }

            return "";
        });
        await using var host = await StartAsync(_script);

        await host.OutputOfAsync(steps, "");

        ExpectSequence(live, 1, 2, 3);
    }

    [TestMethod]
    public async Task Waiting_for_completion_can_be_given_up()
    {
        var wait = _script.Add("Wait", (IOrchestrationContext context, string name) => context.WaitForExternalEvent<string>(name));
        await using var host = await StartAsync(_script);
        var id = await host.StartAsync(wait, "Go");
        using var impatience = new CancellationTokenSource();

        var waiting = host.Client.WaitForCompletionAsync(id, impatience.Token);
        await impatience.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
    }

    private static void ExpectSequence<T>(IEnumerable<T> actual, params T[] expected) => CollectionAssert.AreEqual(expected, actual.ToArray());

    /// <summary>Starts the backend with an orchestrator that calls one activity under a retry policy.</summary>
    private Task<OrchestrationHost> StartAsync(OrchestrationScript script, out OrchestratorName<string, string> stubborn, RetryPolicy policy)
    {
        stubborn = script.Add("Stubborn", (IOrchestrationContext context, string text)
            => context.CallActivityAsync(Perform.Name, text, policy));
        return StartAsync(script);
    }

    /// <summary>Starts the backend with an orchestrator that waits so many seconds for an event.</summary>
    private Task<OrchestrationHost> StartAsync(OrchestrationScript script, out OrchestratorName<int, string> patient)
    {
        patient = script.Add("Patient", async (IOrchestrationContext context, int seconds) =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Approval", TimeSpan.FromSeconds(seconds));
            }
            catch (OperationCanceledException)
            {
                return "gave up";
            }
        });
        return StartAsync(script);
    }
}
