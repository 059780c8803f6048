using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Orchestration;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using DurableQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using OrchestrationQuery = FunctionApp.Core.Orchestration.OrchestrationQuery;

namespace FunctionApp.Tests.Azure.Durable;

[TestClass]
public sealed class DurableOrchestrationClientTests
{
    private static readonly OrchestratorName<string, int> Survey = new("Survey");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DurableTaskClient _durable = Substitute.For<DurableTaskClient>("test");
    private readonly DurableOrchestrationClient _client;

    public DurableOrchestrationClientTests() => _client = new(_durable);

    [TestMethod]
    public async Task Scheduling_passes_on_name_input_id_and_start()
    {
        StartOrchestrationOptions? options = null;
        _durable.ScheduleNewOrchestrationInstanceAsync(
            Arg.Is<TaskName>(name => name.Name == "Survey"), "field", Arg.Do<StartOrchestrationOptions?>(given => options = given), Arg.Any<CancellationToken>())
            .Returns("s-1");

        var result = await _client.ScheduleAsync(Survey, "field", new() { InstanceId = "s-1", StartAt = Noon });

        Assert.AreEqual(new ScheduleResult("s-1", Created: true), result);
        Assert.AreEqual("s-1", options!.InstanceId);
        Assert.AreEqual(Noon, options.StartAt);
    }

    [TestMethod]
    public async Task By_default_an_existing_instance_is_kept_in_every_state()
        => CollectionAssert.AreEquivalent(
            new[] { "Pending", "Running", "Completed", "Failed", "Terminated", "Suspended" },
            await DedupeStatusesAsync(new() { InstanceId = "s-1" }));

    [TestMethod]
    public async Task An_instance_that_failed_is_replaced_when_only_other_states_are_kept()
        => CollectionAssert.AreEquivalent(
            new[] { "Pending", "Running", "Completed", "Suspended" },
            await DedupeStatusesAsync(new() { InstanceId = "s-1", DedupeStatuses = ScheduleOptions.UnlessFailed }));

    [TestMethod]
    public async Task An_instance_that_exists_is_reported_and_not_created()
    {
        ScheduleThrows(new OrchestrationAlreadyExistsException("there"));

        Assert.AreEqual(new ScheduleResult("s-1", Created: false), await _client.ScheduleAsync(Survey, "field", new() { InstanceId = "s-1" }));
    }

    [TestMethod]
    public async Task A_backend_that_says_so_by_grpc_is_understood_too()
    {
        ScheduleThrows(new RpcException(new Status(StatusCode.AlreadyExists, "there")));

        Assert.AreEqual(new ScheduleResult("s-1", Created: false), await _client.ScheduleAsync(Survey, "field", new() { InstanceId = "s-1" }));
    }

    [TestMethod]
    public async Task An_invalid_instance_id_never_reaches_the_backend()
    {
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => _client.ScheduleAsync(Survey, "field", new() { InstanceId = "a/b" }));

        Assert.IsEmpty(_durable.ReceivedCalls());
    }

    [TestMethod]
    public async Task An_instance_shows_everything_the_backend_knows()
    {
        Exists(new("Survey", "s-1")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Completed,
            CreatedAt = Noon,
            LastUpdatedAt = Noon.AddMinutes(1),
            SerializedInput = "\"field\"",
            SerializedOutput = "42",
            SerializedCustomStatus = "\"done\"",
        });

        var instance = await _client.GetAsync("s-1");

        Assert.AreEqual(
            new OrchestrationInstance
            {
                InstanceId = "s-1",
                Name = "Survey",
                RuntimeStatus = OrchestrationStatus.Completed,
                CreatedAt = Noon,
                LastUpdatedAt = Noon.AddMinutes(1),
                SerializedInput = "\"field\"",
                SerializedOutput = "42",
                SerializedCustomStatus = "\"done\"",
            },
            instance);
    }

    [TestMethod]
    public async Task A_terminated_instance_tells_its_reason_as_a_failure()
    {
        Exists(new("Survey", "s-1") { RuntimeStatus = OrchestrationRuntimeStatus.Terminated, SerializedOutput = "\"too late\"" });

        var instance = await _client.GetAsync("s-1");

        Assert.AreEqual(new FailureDetails("Terminated", "too late"), instance!.FailureDetails);
        Assert.IsNull(instance.SerializedOutput);
    }

    [TestMethod]
    [DataRow("nobody")]
    [DataRow("not/valid")]
    public async Task An_instance_that_is_not_there_is_null_everywhere(string id)
    {
        Assert.IsNull(await _client.GetAsync(id));
        Assert.IsNull(await _client.GetHistoryAsync(id));
        Assert.IsNull(await _client.WaitForCompletionAsync(id));
    }

    [TestMethod]
    public async Task A_list_is_a_page_and_where_to_go_on()
    {
        DurableQuery? filter = null;
        _durable.GetAllInstancesAsync(Arg.Do<DurableQuery?>(given => filter = given)).Returns(new ListedInstances([Instance("a"), Instance("b")], [Instance("c")]));
        var query = new OrchestrationQuery
        {
            Statuses = [OrchestrationStatus.Running],
            InstanceIdPrefix = "image-",
            CreatedFrom = Noon,
            CreatedTo = Noon.AddHours(1),
            PageSize = 2,
        };

        var first = await _client.ListAsync(query);
        var second = await _client.ListAsync(query with { Continuation = first.Continuation });

        CollectionAssert.AreEqual(new[] { "a", "b" }, first.Items.Select(item => item.InstanceId).ToArray());
        CollectionAssert.AreEqual(new[] { "c" }, second.Items.Select(item => item.InstanceId).ToArray());
        Assert.IsNull(second.Continuation);
        CollectionAssert.AreEqual(new[] { OrchestrationRuntimeStatus.Running }, filter!.Statuses!.ToArray());
        Assert.AreEqual("image-", filter.InstanceIdPrefix);
        Assert.AreEqual(Noon, filter.CreatedFrom);
        Assert.IsLessThan(Noon.AddHours(1), filter.CreatedTo!.Value, "the port's range is open at its end");
    }

    [TestMethod]
    public async Task A_list_by_name_reads_on_until_it_finds_some()
    {
        _durable.GetAllInstancesAsync(Arg.Any<DurableQuery?>())
            .Returns(new ListedInstances([Instance("a")], [Instance("b")], [Instance("c", "Wanted")], [Instance("d", "Wanted")]));

        var page = await _client.ListAsync(new() { Name = "Wanted", PageSize = 1 });

        Assert.AreEqual("c", page.Items.Single().InstanceId);
        Assert.AreEqual("d", (await _client.ListAsync(new() { Name = "Wanted", PageSize = 1, Continuation = page.Continuation })).Items.Single().InstanceId);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("nonsense")]
    public async Task A_continuation_that_no_list_handed_out_is_refused(string continuation)
        => await Assert.ThrowsExactlyAsync<ArgumentException>(() => _client.ListAsync(new() { Continuation = continuation }));

    [TestMethod]
    public async Task A_list_shows_inputs_and_outputs_only_when_asked()
    {
        _durable.GetAllInstancesAsync(Arg.Any<DurableQuery?>()).Returns(new ListedInstances(
            [[new("Survey", "s-1") { RuntimeStatus = OrchestrationRuntimeStatus.Completed, SerializedInput = "1", SerializedOutput = "2" }]]));

        var without = (await _client.ListAsync(new())).Items.Single();
        var with = (await _client.ListAsync(new() { FetchInputsAndOutputs = true })).Items.Single();

        Assert.AreEqual((null, null), (without.SerializedInput, without.SerializedOutput));
        Assert.AreEqual(("1", "2"), (with.SerializedInput, with.SerializedOutput));
    }

    [TestMethod]
    public async Task A_call_that_is_given_up_says_so()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        _durable.GetInstanceAsync("s-1", Arg.Any<bool>(), Arg.Any<CancellationToken>()).ThrowsAsync(new RpcException(new Status(StatusCode.Cancelled, "client")));

        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => _client.GetAsync("s-1", cancellationToken: stop.Token));
    }

    [TestMethod]
    public async Task A_purge_takes_children_and_grandchildren_along()
    {
        foreach (var (parent, child) in (ReadOnlySpan<(string, string?)>)[("s-1", "s-2"), ("s-2", "s-3"), ("s-3", null)])
        {
            Exists(Instance(parent, status: OrchestrationRuntimeStatus.Completed));
            _durable.GetOrchestrationHistoryAsync(parent, Arg.Any<CancellationToken>())
                .Returns(child is null ? [] : [new SubOrchestrationInstanceCreatedEvent(0) { InstanceId = child }]);
        }

        var purged = new List<string>();
        _durable.PurgeInstanceAsync(Arg.Do<string>(purged.Add), Arg.Any<PurgeInstanceOptions?>(), Arg.Any<CancellationToken>()).Returns(new PurgeResult(1));

        Assert.AreEqual(CommandResult.Accepted, await _client.PurgeAsync("s-1"));
        Assert.AreEqual("s-3,s-2,s-1", string.Join(',', purged));
    }

    [TestMethod]
    public async Task A_history_is_translated_and_keeps_its_order()
    {
        Exists(Instance("s-1"));
        _durable.GetOrchestrationHistoryAsync("s-1", Arg.Any<CancellationToken>()).Returns(
            [new ExecutionStartedEvent(-1, "1") { Name = "Survey" }, new GenericEvent(-1, "noise"), new TaskScheduledEvent(0) { Name = "Measure" }]);

        var history = await _client.GetHistoryAsync("s-1");

        CollectionAssert.AreEqual(
            new[] { HistoryEventType.ExecutionStarted, HistoryEventType.TaskScheduled }, history!.Select(entry => entry.Type).ToArray());
    }

    [TestMethod]
    public async Task Waiting_for_a_finished_instance_asks_the_backend_no_more()
    {
        Exists(Instance("s-1", status: OrchestrationRuntimeStatus.Failed));

        Assert.AreEqual(OrchestrationStatus.Failed, (await _client.WaitForCompletionAsync("s-1"))!.RuntimeStatus);
        await _durable.DidNotReceiveWithAnyArgs().WaitForInstanceCompletionAsync("", getInputsAndOutputs: true, CancellationToken.None);
    }

    [TestMethod]
    public async Task Waiting_for_a_running_instance_waits_for_its_end()
    {
        Exists(Instance("s-1"));
        _durable.WaitForInstanceCompletionAsync("s-1", getInputsAndOutputs: true, Arg.Any<CancellationToken>())
            .Returns(Instance("s-1", status: OrchestrationRuntimeStatus.Completed));

        Assert.AreEqual(OrchestrationStatus.Completed, (await _client.WaitForCompletionAsync("s-1"))!.RuntimeStatus);
    }

    [TestMethod]
    public async Task Commands_to_an_instance_that_is_not_there_are_not_sent()
    {
        foreach (var (command, send) in Commands())
        {
            Assert.AreEqual(CommandResult.NotFound, await send(_client), command);
        }

        Assert.IsTrue(_durable.ReceivedCalls().All(call => call.GetMethodInfo().Name == nameof(DurableTaskClient.GetInstanceAsync)));
    }

    [TestMethod]
    [DataRow(OrchestrationRuntimeStatus.Running, "raise,terminate,suspend,resume")]
    [DataRow(OrchestrationRuntimeStatus.Pending, "raise,terminate,suspend,resume")]
    [DataRow(OrchestrationRuntimeStatus.Suspended, "raise,terminate,suspend,resume")]
    [DataRow(OrchestrationRuntimeStatus.Completed, "restart,purge")]
    [DataRow(OrchestrationRuntimeStatus.Failed, "restart,rewind,purge")]
    [DataRow(OrchestrationRuntimeStatus.Terminated, "restart,purge")]
    public async Task A_command_is_sent_only_when_the_state_allows_it(OrchestrationRuntimeStatus status, string allowed)
    {
        Exists(Instance("s-1", status: status));
        _durable.RestartAsync("s-1", Arg.Any<bool>(), Arg.Any<CancellationToken>()).Returns("s-1");
        _durable.PurgeInstanceAsync("s-1", Arg.Any<PurgeInstanceOptions?>(), Arg.Any<CancellationToken>()).Returns(new PurgeResult(1));
        _durable.GetOrchestrationHistoryAsync("s-1", Arg.Any<CancellationToken>()).Returns([]);

        var accepted = new List<string>();
        foreach (var (command, send) in Commands())
        {
            var result = await send(_client);
            Assert.AreNotEqual(CommandResult.NotFound, result);
            if (result == CommandResult.Accepted)
            {
                accepted.Add(command);
            }
        }

        Assert.AreEqual(allowed, string.Join(',', accepted));
    }

    [TestMethod]
    public async Task Termination_takes_the_children_along_and_says_why()
    {
        Exists(Instance("s-1"));

        await _client.TerminateAsync("s-1", "too late");

        await _durable.Received().TerminateInstanceAsync("s-1", new TerminateInstanceOptions("too late", Recursive: true), Arg.Any<CancellationToken>());
    }

    [TestMethod]
    public async Task A_restart_tells_the_id_that_now_runs()
    {
        Exists(Instance("s-1", status: OrchestrationRuntimeStatus.Completed));
        _durable.RestartAsync("s-1", restartWithNewInstanceId: true, Arg.Any<CancellationToken>()).Returns("s-2");

        Assert.AreEqual((CommandResult.Accepted, "s-2"), await _client.RestartAsync("s-1", withNewInstanceId: true));
    }

    [TestMethod]
    public async Task What_a_backend_does_not_have_is_not_supported()
    {
        Exists(Instance("s-1", status: OrchestrationRuntimeStatus.Failed));
        _durable.RewindInstanceAsync("s-1", Arg.Any<string>(), Arg.Any<CancellationToken>()).ThrowsAsync(new NotImplementedException());
        _durable.RestartAsync("s-1", Arg.Any<bool>(), Arg.Any<CancellationToken>()).ThrowsAsync(new RpcException(new Status(StatusCode.Unimplemented, "no")));
        _durable.GetOrchestrationHistoryAsync("s-1", Arg.Any<CancellationToken>()).ThrowsAsync(new NotSupportedException("SomeClient has no history."));

        await Assert.ThrowsExactlyAsync<NotSupportedException>(() => _client.RewindAsync("s-1"));
        await Assert.ThrowsExactlyAsync<NotSupportedException>(() => _client.RestartAsync("s-1"));
        var refusal = await Assert.ThrowsExactlyAsync<NotSupportedException>(() => _client.GetHistoryAsync("s-1"));
        Assert.DoesNotContain("SomeClient", refusal.Message, "Callers are told what is missing, not which type lacks it.");
    }

    [TestMethod]
    [DataRow(StatusCode.NotFound, CommandResult.NotFound)]
    [DataRow(StatusCode.FailedPrecondition, CommandResult.InvalidState)]
    public async Task A_state_that_changed_meanwhile_is_an_answer(StatusCode code, CommandResult expected)
    {
        Exists(Instance("s-1"));
        _durable.SuspendInstanceAsync("s-1", Arg.Any<string?>(), Arg.Any<CancellationToken>()).ThrowsAsync(new RpcException(new Status(code, "late")));

        Assert.AreEqual(expected, await _client.SuspendAsync("s-1"));
    }

    [TestMethod]
    public async Task A_bulk_purge_takes_what_finished_long_enough_ago_from_every_page()
    {
        DurableQuery? filter = null;
        _durable.GetAllInstancesAsync(Arg.Do<DurableQuery?>(given => filter = given)).Returns(new ListedInstances(
            [Finished("old", Noon.AddDays(-2)), Finished("fresh", Noon.AddMinutes(5))],
            [Finished("older", Noon.AddDays(-3))]));
        _durable.PurgeInstanceAsync(Arg.Any<string>(), Arg.Any<PurgeInstanceOptions?>(), Arg.Any<CancellationToken>()).Returns(new PurgeResult(1));

        Assert.AreEqual(2, await _client.PurgeAsync(completedBefore: Noon));

        await _durable.Received(1).PurgeInstanceAsync("old", new PurgeInstanceOptions(Recursive: true), Arg.Any<CancellationToken>());
        await _durable.Received(1).PurgeInstanceAsync("older", Arg.Any<PurgeInstanceOptions?>(), Arg.Any<CancellationToken>());
        await _durable.DidNotReceive().PurgeInstanceAsync("fresh", Arg.Any<PurgeInstanceOptions?>(), Arg.Any<CancellationToken>());
        CollectionAssert.AreEquivalent(
            new[] { OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated },
            filter!.Statuses!.ToArray());
    }

    [TestMethod]
    public async Task A_bulk_purge_of_states_that_are_not_final_does_nothing()
    {
        Assert.AreEqual(0, await _client.PurgeAsync(Noon, [OrchestrationStatus.Running]));
        Assert.IsEmpty(_durable.ReceivedCalls());
    }

    private static IEnumerable<(string Name, Func<DurableOrchestrationClient, Task<CommandResult>> Send)> Commands() =>
    [
        ("raise", client => client.RaiseEventAsync("s-1", "Approval", payload: true)),
        ("terminate", client => client.TerminateAsync("s-1")),
        ("suspend", client => client.SuspendAsync("s-1")),
        ("resume", client => client.ResumeAsync("s-1")),
        ("restart", async client => (await client.RestartAsync("s-1")).Result),
        ("rewind", client => client.RewindAsync("s-1")),
        ("purge", client => client.PurgeAsync("s-1")),
    ];

    private static OrchestrationMetadata Instance(
        string id, string name = "Survey", OrchestrationRuntimeStatus status = OrchestrationRuntimeStatus.Running)
        => new(name, id) { RuntimeStatus = status, CreatedAt = Noon, LastUpdatedAt = Noon };

    private static OrchestrationMetadata Finished(string id, DateTimeOffset at)
        => new("Survey", id) { RuntimeStatus = OrchestrationRuntimeStatus.Completed, CreatedAt = at, LastUpdatedAt = at };

    private void Exists(OrchestrationMetadata metadata)
        => _durable.GetInstanceAsync(metadata.InstanceId, Arg.Any<bool>(), Arg.Any<CancellationToken>()).Returns(metadata);

    private void ScheduleThrows(Exception exception) => _durable.ScheduleNewOrchestrationInstanceAsync(
        Arg.Any<TaskName>(), Arg.Any<object?>(), Arg.Any<StartOrchestrationOptions?>(), Arg.Any<CancellationToken>()).ThrowsAsync(exception);

    private async Task<List<string>> DedupeStatusesAsync(ScheduleOptions options)
    {
        StartOrchestrationOptions? given = null;
        _durable.ScheduleNewOrchestrationInstanceAsync(
            Arg.Any<TaskName>(), Arg.Any<object?>(), Arg.Do<StartOrchestrationOptions?>(start => given = start), Arg.Any<CancellationToken>()).Returns("s-1");
        await _client.ScheduleAsync(Survey, "field", options);
        return [.. given!.DedupeStatuses!];
    }
}
