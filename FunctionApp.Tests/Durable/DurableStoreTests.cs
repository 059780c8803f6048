using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable;
using FunctionApp.Local.Durable.Storage;
using Microsoft.Data.Sqlite;

namespace FunctionApp.Tests.Durable;

[TestClass]
public sealed class DurableStoreTests : IDisposable
{
    private readonly StoreFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [TestMethod]
    public void A_step_is_claimed_by_one_worker_only()
    {
        _fixture.Schedule("a");

        Assert.IsEmpty(_fixture.ClaimInstances());
    }

    [TestMethod]
    public void A_worker_whose_lease_ran_out_is_refused_and_the_next_one_is_not()
    {
        var stale = _fixture.Schedule("a");
        _fixture.Clock.Advance(StoreFixture.Lease);
        _fixture.CheckLeases();
        var current = _fixture.ClaimInstances().Single();

        Assert.AreNotEqual(stale.Token, current.Token);
        Assert.IsFalse(_fixture.Complete(stale));
        Assert.AreEqual(OrchestrationStatus.Pending, Find("a")!.RuntimeStatus);
        Assert.IsTrue(_fixture.Complete(current));
        Assert.AreEqual(OrchestrationStatus.Completed, Find("a")!.RuntimeStatus);
    }

    [TestMethod]
    public void A_worker_whose_lease_ran_out_is_refused_even_before_anybody_took_over()
    {
        var stale = _fixture.Schedule("a");
        _fixture.Clock.Advance(StoreFixture.Lease);
        _fixture.CheckLeases();

        Assert.IsFalse(_fixture.Complete(stale));
    }

    [TestMethod]
    public void A_result_of_an_activity_whose_lease_ran_out_is_refused()
    {
        _fixture.CallActivities(_fixture.Schedule("a"), "Work");
        var stale = _fixture.ClaimActivities().Single();
        _fixture.Clock.Advance(StoreFixture.Lease);
        _fixture.CheckLeases();
        var current = _fixture.ClaimActivities().Single();

        Assert.IsFalse(Answer(stale, "1"));
        Assert.IsTrue(Answer(current, "2"));
        Assert.AreEqual("2", _fixture.ClaimInstances().Single().Messages.Single().Event.Result);
    }

    [TestMethod]
    public void A_result_is_accepted_once()
    {
        _fixture.CallActivities(_fixture.Schedule("a"), "Work");
        var claim = _fixture.ClaimActivities().Single();

        Assert.IsTrue(Answer(claim, "1"));
        Assert.IsFalse(Answer(claim, "1"));
    }

    [TestMethod]
    public void An_activity_that_is_alive_keeps_its_lease()
    {
        _fixture.CallActivities(_fixture.Schedule("a"), "Work");
        var claim = _fixture.ClaimActivities().Single();
        for (var i = 0; i < 5; i++)
        {
            _fixture.Clock.Advance(StoreFixture.Lease);
            _fixture.CheckLeases(claim.Token);
        }

        Assert.IsEmpty(_fixture.ClaimActivities());
        Assert.IsTrue(Answer(claim, "1"));
    }

    [TestMethod]
    public void A_restart_takes_the_leases_of_the_dead_process_back_at_once()
    {
        var step = _fixture.Schedule("a");
        _fixture.CallActivities(_fixture.Schedule("b"), "Work");
        var activity = _fixture.ClaimActivities().Single();

        _fixture.Crash();

        Assert.AreEqual("a", _fixture.ClaimInstances().Single().InstanceId);
        Assert.AreEqual("Work", _fixture.ClaimActivities().Single().Name);
        Assert.IsFalse(_fixture.Complete(step));
        Assert.IsFalse(Answer(activity, "1"));
    }

    [TestMethod]
    public void Instances_are_claimed_in_the_order_they_became_ready()
    {
        foreach (var id in new[] { "first", "second", "third" })
        {
            _fixture.Do(store => store.Schedule(new NewInstance { InstanceId = id, Name = "Any", Input = null }, []));
            _fixture.Clock.Advance(TimeSpan.FromTicks(1));
        }

        Assert.AreEqual("first", _fixture.ClaimInstances(limit: 1).Single().InstanceId);
        Assert.AreEqual("second", _fixture.ClaimInstances(limit: 1).Single().InstanceId);
        Assert.AreEqual("third", _fixture.ClaimInstances(limit: 1).Single().InstanceId);
    }

    [TestMethod]
    public void Activities_are_claimed_in_the_order_they_were_called()
    {
        _fixture.CallActivities(_fixture.Schedule("z"), "first", "second");
        _fixture.CallActivities(_fixture.Schedule("a"), "third");

        CollectionAssert.AreEqual(
            (string[])["first", "second", "third"],
            Enumerable.Range(0, 3).Select(_ => _fixture.ClaimActivities(limit: 1).Single().Name).ToArray());
    }

    [TestMethod]
    public void An_activity_fails_for_good_after_the_process_died_in_it_so_many_times()
    {
        _fixture.CallActivities(_fixture.Schedule("a"), "Poison");
        for (var crash = 0; crash < 3; crash++)
        {
            Assert.HasCount(1, _fixture.ClaimActivities(maxCrashes: 3));
            _fixture.Crash();
        }

        Assert.IsEmpty(_fixture.ClaimActivities(maxCrashes: 3));
        var answer = _fixture.ClaimInstances().Single().Messages.Single().Event;
        Assert.AreEqual(HistoryEventType.TaskFailed, answer.Type);
        Assert.AreEqual(0, answer.TaskId);
        Assert.IsTrue(answer.FailureDetails!.IsNonRetriable);
        Assert.Contains("Poison", answer.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Handing_an_activity_back_counts_as_no_crash()
    {
        _fixture.CallActivities(_fixture.Schedule("a"), "Work");
        for (var i = 0; i < 5; i++)
        {
            var claim = _fixture.ClaimActivities(maxCrashes: 1).Single();
            Assert.IsTrue(_fixture.Do(store => store.ReleaseActivity(claim)));
        }

        Assert.HasCount(1, _fixture.ClaimActivities(maxCrashes: 1));
    }

    [TestMethod]
    public void A_buried_activity_does_not_hold_up_the_next_ones()
    {
        _fixture.CallActivities(_fixture.Schedule("a"), "Poison");
        _fixture.ClaimActivities(maxCrashes: 1);
        _fixture.Crash();
        _fixture.CallActivities(_fixture.Schedule("b"), "Work");

        Assert.AreEqual("Work", _fixture.ClaimActivities(limit: 1, maxCrashes: 1).Single().Name);
    }

    [TestMethod]
    public void A_result_for_an_earlier_execution_is_dropped()
    {
        _fixture.CallActivities(_fixture.Schedule("a"), "Work");
        var claim = _fixture.ClaimActivities().Single();
        _fixture.Do(store => store.Terminate("a", reason: null));
        _fixture.Complete(_fixture.ClaimInstances().Single(), historyLength: 10);
        _fixture.Do(store => store.Restart("a", withNewInstanceId: false));

        Assert.IsFalse(Answer(claim, "stale"));
        Assert.AreEqual(HistoryEventType.ExecutionStarted, _fixture.ClaimInstances().Single().Messages.Single().Event.Type);
    }

    [TestMethod]
    public void A_childs_answer_to_an_earlier_execution_of_its_parent_is_dropped()
    {
        var parent = _fixture.Schedule("parent");
        var call = _fixture.Event(HistoryEventType.SubOrchestrationInstanceCreated) with { Name = "Any", InstanceId = "child", TaskId = 0 };
        _fixture.Do(store => store.Commit(new Checkpoint { Claim = parent, Status = OrchestrationStatus.Running, NewEvents = [call] }));
        var child = _fixture.ClaimInstances().Single();
        _fixture.Do(store => store.Schedule(new NewInstance { InstanceId = "parent", Name = "Any", Input = null }, keep: []));

        Assert.IsTrue(_fixture.Complete(child));

        var messages = _fixture.ClaimInstances().Single(claim => claim.InstanceId == "parent").Messages;
        Assert.AreEqual(HistoryEventType.ExecutionStarted, messages.Single().Event.Type);
    }

    [TestMethod]
    public void A_timer_of_an_earlier_execution_is_dropped()
    {
        var claim = _fixture.Schedule("a");
        var timer = _fixture.Event(HistoryEventType.TimerCreated) with { TaskId = 0, FireAt = _fixture.Clock.GetUtcNow().AddMinutes(1) };
        _fixture.Do(store => store.Commit(new Checkpoint { Claim = claim, Status = OrchestrationStatus.Running, NewEvents = [timer] }));
        _fixture.Do(store => store.Command("a", _fixture.Event(HistoryEventType.EventRaised) with { Name = "Go" }));
        var again = _fixture.ClaimInstances().Single();
        _fixture.Do(store => store.Commit(new Checkpoint
        {
            Claim = again,
            Status = OrchestrationStatus.ContinuedAsNew,
            NewEvents = [_fixture.Event(HistoryEventType.OrchestratorStarted)],
        }));

        _fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        var next = _fixture.ClaimInstances().Single();

        Assert.AreNotEqual(again.ExecutionId, next.ExecutionId);
        Assert.AreEqual(HistoryEventType.ExecutionStarted, next.Messages.Single().Event.Type);
    }

    [TestMethod]
    public void Two_owners_that_record_the_same_place_in_the_history_collide()
    {
        var first = _fixture.Schedule("a");
        _fixture.CallActivities(first, "Work");
        Answer(_fixture.ClaimActivities().Single(), "1");
        var second = _fixture.ClaimInstances().Single();

        var exception = Assert.ThrowsExactly<SqliteException>(() => _fixture.Complete(second, historyLength: 0));

        Assert.AreEqual(SQLitePCL.raw.SQLITE_CONSTRAINT, exception.SqliteErrorCode);
    }

    [TestMethod]
    public void An_operation_that_fails_takes_back_its_own_changes_only()
    {
        _fixture.Do(store =>
        {
            store.Isolate(inner => inner.Schedule(new NewInstance { InstanceId = "kept", Name = "Any", Input = null }, []));
            Assert.ThrowsExactly<InvalidOperationException>(() => store.Isolate<bool>(inner =>
            {
                inner.Schedule(new NewInstance { InstanceId = "undone", Name = "Any", Input = null }, []);
                throw new InvalidOperationException();
            }));
            return true;
        });

        Assert.IsNotNull(Find("kept"));
        Assert.IsNull(Find("undone"));
    }

    [TestMethod]
    public void Time_does_not_go_backwards_when_the_clock_is_set_back()
    {
        var before = _fixture.Do(store => store.Now);
        _fixture.Clock.Advance(TimeSpan.FromHours(-1));

        Assert.AreEqual(before, _fixture.Do(store => store.Now));
    }

    [TestMethod]
    public void A_big_purge_goes_on_where_its_batch_ended()
    {
        const int Instances = 250;
        for (var i = 0; i < Instances; i++)
        {
            _fixture.Complete(_fixture.Schedule($"i-{i}"));
        }

        var (purged, batches) = (0, 0);
        PurgeCursor? cursor = null;
        do
        {
            var after = cursor;
            (var deleted, cursor) = _fixture.Do(store
                => store.PurgeBefore(_fixture.Clock.GetUtcNow().AddSeconds(1), [OrchestrationStatus.Completed], after));
            purged += deleted;
            batches++;
        }
        while (cursor is not null);

        Assert.AreEqual(Instances, purged);
        Assert.AreEqual(3, batches);
    }

    [TestMethod]
    public void A_second_engine_on_the_same_file_is_refused_with_a_clear_message()
    {
        var exception = Assert.ThrowsExactly<IOException>(() => new DurableDatabase(_fixture.Path));

        Assert.Contains("in use by another process", exception.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_of_the_first_version_is_brought_up_to_date_and_keeps_its_instances()
    {
        _fixture.Schedule("old");
        _fixture.Database.Writer.Execute("ALTER TABLE instances DROP COLUMN trace_parent; PRAGMA user_version = 1");

        _fixture.Crash();

        Assert.AreEqual("old", _fixture.ClaimInstances().Single().InstanceId);
        Assert.AreEqual(2, _fixture.Database.Writer.Prepare("PRAGMA user_version").First(row => row.Integer(0)));
    }

    [TestMethod]
    public void A_file_of_a_newer_version_is_refused_and_left_alone()
    {
        _fixture.Database.Writer.Execute("PRAGMA user_version = 99");

        var exception = Assert.ThrowsExactly<IOException>(_fixture.Crash);

        Assert.Contains("99", exception.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(OrchestrationStatus.Pending, 0)]
    [DataRow(OrchestrationStatus.Running, 1)]
    [DataRow(OrchestrationStatus.Completed, 2)]
    [DataRow(OrchestrationStatus.Failed, 3)]
    [DataRow(OrchestrationStatus.Terminated, 4)]
    [DataRow(OrchestrationStatus.Suspended, 5)]
    [DataRow(OrchestrationStatus.ContinuedAsNew, 6)]
    public void The_number_a_status_is_stored_as_never_changes(OrchestrationStatus status, int number)
        => Assert.AreEqual(number, (int)status);

    [TestMethod]
    public void The_numbers_event_types_are_stored_as_never_change()
        => Assert.AreEqual(
            "ExecutionStarted OrchestratorStarted OrchestratorCompleted TaskScheduled TaskCompleted TaskFailed TimerCreated TimerFired "
            + "SubOrchestrationInstanceCreated SubOrchestrationInstanceCompleted SubOrchestrationInstanceFailed EventSent EventRaised "
            + "ExecutionSuspended ExecutionResumed ExecutionTerminated ExecutionRewound ContinueAsNew ExecutionCompleted",
            string.Join(' ', Enum.GetValues<HistoryEventType>().OrderBy(type => (int)type)));

    private bool Answer(ActivityClaim claim, string result)
        => _fixture.Do(store => store.CompleteActivity(claim, _fixture.Event(HistoryEventType.TaskCompleted) with { Result = result }));

    private OrchestrationInstance? Find(string instanceId)
        => new DurableQueries(_fixture.Database).Find(instanceId, fetchInputsAndOutputs: true);
}
