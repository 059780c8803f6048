namespace FunctionApp.Core.Orchestration;

/// <summary>One entry of an instance's append-only history. Fields that an event type does not use are null.</summary>
public sealed record HistoryEvent
{
    /// <summary>What happened.</summary>
    public required HistoryEventType Type { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Sequence number of the scheduling event: its own for what schedules, the scheduler's for what completes.</summary>
    public int? TaskId { get; init; }

    /// <summary>Name of the activity, orchestrator or event.</summary>
    public string? Name { get; init; }

    /// <summary>Input or event payload, as JSON text.</summary>
    public string? Input { get; init; }

    /// <summary>Result or output, as JSON text.</summary>
    public string? Result { get; init; }

    /// <summary>What went wrong.</summary>
    public FailureDetails? FailureDetails { get; init; }

    /// <summary>When a timer is due (UTC).</summary>
    public DateTimeOffset? FireAt { get; init; }

    /// <summary>The other instance: a child, or the receiver of an event.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The status an execution ended with.</summary>
    public OrchestrationStatus? Status { get; init; }

    /// <summary>Why a client suspended, resumed, terminated or rewound the instance.</summary>
    public string? Reason { get; init; }
}
