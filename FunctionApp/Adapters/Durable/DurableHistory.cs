using DurableTask.Core.History;
using FunctionApp.Core.Orchestration;
using HistoryEvent = FunctionApp.Core.Orchestration.HistoryEvent;

namespace FunctionApp.Adapters.Durable;

/// <summary>History events in the port's terms.</summary>
internal static class DurableHistory
{
    /// <summary>Translates an event; null for events that only the framework itself reads.</summary>
    public static HistoryEvent? ToHistoryEvent(this DurableTask.Core.History.HistoryEvent entry) => entry switch
    {
        ExecutionStartedEvent started => Event(entry, HistoryEventType.ExecutionStarted) with { Name = started.Name, Input = started.Input },
        OrchestratorStartedEvent => Event(entry, HistoryEventType.OrchestratorStarted),
        OrchestratorCompletedEvent => Event(entry, HistoryEventType.OrchestratorCompleted),

        TaskScheduledEvent scheduled => Event(entry, HistoryEventType.TaskScheduled) with
        {
            TaskId = scheduled.EventId,
            Name = scheduled.Name,
            Input = scheduled.Input,
        },
        TaskCompletedEvent completed => Event(entry, HistoryEventType.TaskCompleted) with
        {
            TaskId = completed.TaskScheduledId,
            Result = completed.Result,
        },
        TaskFailedEvent failed => Event(entry, HistoryEventType.TaskFailed) with
        {
            TaskId = failed.TaskScheduledId,
            FailureDetails = Failure(failed.FailureDetails, failed.Reason),
        },

        TimerCreatedEvent created => Event(entry, HistoryEventType.TimerCreated) with { TaskId = created.EventId, FireAt = Utc(created.FireAt) },
        TimerFiredEvent fired => Event(entry, HistoryEventType.TimerFired) with { TaskId = fired.TimerId, FireAt = Utc(fired.FireAt) },

        SubOrchestrationInstanceCreatedEvent child => Event(entry, HistoryEventType.SubOrchestrationInstanceCreated) with
        {
            TaskId = child.EventId,
            Name = child.Name,
            InstanceId = child.InstanceId,
            Input = child.Input,
        },
        SubOrchestrationInstanceCompletedEvent child => Event(entry, HistoryEventType.SubOrchestrationInstanceCompleted) with
        {
            TaskId = child.TaskScheduledId,
            Result = child.Result,
        },
        SubOrchestrationInstanceFailedEvent child => Event(entry, HistoryEventType.SubOrchestrationInstanceFailed) with
        {
            TaskId = child.TaskScheduledId,
            FailureDetails = Failure(child.FailureDetails, child.Reason),
        },

        EventSentEvent sent => Event(entry, HistoryEventType.EventSent) with
        {
            TaskId = sent.EventId,
            InstanceId = sent.InstanceId,
            Name = sent.Name,
            Input = sent.Input,
        },
        EventRaisedEvent raised => Event(entry, HistoryEventType.EventRaised) with { Name = raised.Name, Input = raised.Input },

        ExecutionSuspendedEvent suspended => Event(entry, HistoryEventType.ExecutionSuspended) with { Reason = suspended.Reason },
        ExecutionResumedEvent resumed => Event(entry, HistoryEventType.ExecutionResumed) with { Reason = resumed.Reason },
        ExecutionTerminatedEvent terminated => Event(entry, HistoryEventType.ExecutionTerminated) with { Reason = terminated.Input.FromJsonString() },
        ExecutionRewoundEvent rewound => Event(entry, HistoryEventType.ExecutionRewound) with { Reason = rewound.Reason },

        // Derives from ExecutionCompletedEvent, so it comes first.
        ContinueAsNewEvent next => Event(entry, HistoryEventType.ContinueAsNew) with { Result = next.Result },
        ExecutionCompletedEvent completed => Event(entry, HistoryEventType.ExecutionCompleted) with
        {
            Status = completed.OrchestrationStatus.ToStatus(),
            Result = completed.Result,
            FailureDetails = completed.FailureDetails?.ToFailure(),
        },
        _ => null,
    };

    private static HistoryEvent Event(DurableTask.Core.History.HistoryEvent entry, HistoryEventType type)
        => new() { Type = type, Timestamp = Utc(entry.Timestamp) };

    private static FailureDetails? Failure(DurableTask.Core.FailureDetails? details, string? reason)
        => details?.ToFailure() ?? (reason is null ? null : new FailureDetails("", reason));

    private static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}
