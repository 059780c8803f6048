using DurableTask.Core.History;
using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Orchestration;
using DurableFailure = DurableTask.Core.FailureDetails;
using DurableStatus = DurableTask.Core.OrchestrationStatus;
using HistoryEvent = DurableTask.Core.History.HistoryEvent;

namespace FunctionApp.Tests.Azure.Durable;

[TestClass]
public sealed class DurableHistoryTests
{
    private static readonly DateTime Moment = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Unspecified);

    [TestMethod]
    public void The_start_carries_name_and_input()
    {
        var entry = Translate(new ExecutionStartedEvent(-1, "\"x\"") { Name = "Survey" });

        Assert.AreEqual(HistoryEventType.ExecutionStarted, entry.Type);
        Assert.AreEqual("Survey", entry.Name);
        Assert.AreEqual("\"x\"", entry.Input);
    }

    [TestMethod]
    public void Times_are_utc()
        => Assert.AreEqual(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), Translate(new OrchestratorStartedEvent(-1)).Timestamp);

    [TestMethod]
    public void An_activity_is_linked_to_its_result_by_task_id()
    {
        var scheduled = Translate(new TaskScheduledEvent(4) { Name = "Measure", Input = "1" });
        var completed = Translate(new TaskCompletedEvent(-1, taskScheduledId: 4, "2"));

        Assert.AreEqual(HistoryEventType.TaskScheduled, scheduled.Type);
        Assert.AreEqual(HistoryEventType.TaskCompleted, completed.Type);
        Assert.AreEqual(4, scheduled.TaskId);
        Assert.AreEqual(4, completed.TaskId);
        Assert.AreEqual("2", completed.Result);
    }

    [TestMethod]
    public void A_failed_activity_tells_why()
    {
        var inner = new DurableFailure("T", "the cause", stackTrace: null, innerFailure: null, isNonRetriable: false);
        var failure = new DurableFailure("System.IO.IOException", "disk full", "at", inner, isNonRetriable: true);

        var entry = Translate(new TaskFailedEvent(-1, taskScheduledId: 4, "reason", "details", failure));

        Assert.AreEqual(HistoryEventType.TaskFailed, entry.Type);
        Assert.AreEqual("disk full", entry.FailureDetails!.ErrorMessage);
        Assert.AreEqual("the cause", entry.FailureDetails.InnerFailure!.ErrorMessage);
        Assert.IsTrue(entry.FailureDetails.IsNonRetriable);
    }

    [TestMethod]
    public void A_failure_without_details_tells_its_reason()
        => Assert.AreEqual("lost", Translate(new TaskFailedEvent(-1, taskScheduledId: 4, "lost", details: null, failureDetails: null)).FailureDetails!.ErrorMessage);

    [TestMethod]
    public void A_timer_is_linked_to_its_firing_by_task_id()
    {
        var created = Translate(new TimerCreatedEvent(5) { FireAt = Moment });
        var fired = Translate(new TimerFiredEvent(-1) { TimerId = 5, FireAt = Moment });

        Assert.AreEqual(HistoryEventType.TimerCreated, created.Type);
        Assert.AreEqual(HistoryEventType.TimerFired, fired.Type);
        Assert.AreEqual(5, created.TaskId);
        Assert.AreEqual(5, fired.TaskId);
        Assert.AreEqual(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), created.FireAt);
    }

    [TestMethod]
    public void A_child_is_linked_to_its_end_by_task_id()
    {
        var created = Translate(new SubOrchestrationInstanceCreatedEvent(6) { Name = "Survey", InstanceId = "child", Input = "1" });
        var completed = Translate(new SubOrchestrationInstanceCompletedEvent(-1, taskScheduledId: 6, "2"));
        var failed = Translate(new SubOrchestrationInstanceFailedEvent(-1, taskScheduledId: 6, "lost", details: null, failureDetails: null));

        Assert.AreEqual(HistoryEventType.SubOrchestrationInstanceCreated, created.Type);
        Assert.AreEqual("child", created.InstanceId);
        Assert.AreEqual(HistoryEventType.SubOrchestrationInstanceCompleted, completed.Type);
        Assert.AreEqual(HistoryEventType.SubOrchestrationInstanceFailed, failed.Type);
        CollectionAssert.AreEqual(new int?[] { 6, 6, 6 }, new[] { created.TaskId, completed.TaskId, failed.TaskId });
    }

    [TestMethod]
    public void Events_between_instances_carry_name_and_payload()
    {
        var sent = Translate(new EventSentEvent(7) { InstanceId = "other", Name = "Approval", Input = "true" });
        var raised = Translate(new EventRaisedEvent(-1, "true") { Name = "Approval" });

        Assert.AreEqual(HistoryEventType.EventSent, sent.Type);
        Assert.AreEqual("other", sent.InstanceId);
        Assert.AreEqual(HistoryEventType.EventRaised, raised.Type);
        Assert.AreEqual("Approval", raised.Name);
        Assert.AreEqual("true", raised.Input);
    }

    [TestMethod]
    public void Commands_tell_their_reason()
    {
        Assert.AreEqual("pause", Translate(new ExecutionSuspendedEvent(-1, "pause")).Reason);
        Assert.AreEqual("go on", Translate(new ExecutionResumedEvent(-1, "go on")).Reason);
        Assert.AreEqual("again", Translate(new ExecutionRewoundEvent(-1, "again")).Reason);
        Assert.AreEqual("enough", Translate(new ExecutionTerminatedEvent(-1, "\"enough\"")).Reason, "clients send it as a JSON string");
    }

    [TestMethod]
    public void The_end_carries_status_output_and_failure()
    {
        var failure = new DurableFailure("T", "broken", stackTrace: null, innerFailure: null, isNonRetriable: false);

        var completed = Translate(new ExecutionCompletedEvent(9, "42", DurableStatus.Completed));
        var failed = Translate(new ExecutionCompletedEvent(9, result: null, DurableStatus.Failed, failure));
        var continued = Translate(new ContinueAsNewEvent(9, "43"));

        Assert.AreEqual((HistoryEventType.ExecutionCompleted, OrchestrationStatus.Completed, "42"), (completed.Type, completed.Status, completed.Result));
        Assert.AreEqual((OrchestrationStatus.Failed, "broken"), (failed.Status, failed.FailureDetails!.ErrorMessage));
        Assert.AreEqual((HistoryEventType.ContinueAsNew, "43"), (continued.Type, continued.Result));
    }

    [TestMethod]
    public void Events_of_the_frameworks_own_are_left_out()
        => Assert.IsNull(new GenericEvent(1, "noise").ToHistoryEvent());

    private static Core.Orchestration.HistoryEvent Translate(HistoryEvent entry)
    {
        entry.Timestamp = Moment;
        return entry.ToHistoryEvent()!;
    }
}
