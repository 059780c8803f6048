using System.Text.Json.Serialization;

namespace FunctionApp.Core.Orchestration;

/// <summary>What a <see cref="HistoryEvent"/> records. Names as in the Durable Task Framework.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HistoryEventType>))]
public enum HistoryEventType
{
    /// <summary>The execution began; carries name and input.</summary>
    ExecutionStarted,

    /// <summary>A step began; its timestamp is the orchestrator's current time.</summary>
    OrchestratorStarted,

    /// <summary>A step ended and was checkpointed.</summary>
    OrchestratorCompleted,

    /// <summary>An activity was scheduled.</summary>
    TaskScheduled,

    /// <summary>An activity returned.</summary>
    TaskCompleted,

    /// <summary>An activity threw.</summary>
    TaskFailed,

    /// <summary>A durable timer was set.</summary>
    TimerCreated,

    /// <summary>A durable timer fired.</summary>
    TimerFired,

    /// <summary>A child orchestration was started.</summary>
    SubOrchestrationInstanceCreated,

    /// <summary>A child orchestration returned.</summary>
    SubOrchestrationInstanceCompleted,

    /// <summary>A child orchestration failed or was terminated.</summary>
    SubOrchestrationInstanceFailed,

    /// <summary>An event was sent to another instance.</summary>
    EventSent,

    /// <summary>An external event arrived.</summary>
    EventRaised,

    /// <summary>The instance was parked.</summary>
    ExecutionSuspended,

    /// <summary>The instance was unparked.</summary>
    ExecutionResumed,

    /// <summary>A client asked for the end.</summary>
    ExecutionTerminated,

    /// <summary>The instance was taken back to before its failures.</summary>
    ExecutionRewound,

    /// <summary>The execution ended in favour of a fresh one.</summary>
    ContinueAsNew,

    /// <summary>The execution ended; carries output or failure.</summary>
    ExecutionCompleted,
}
