using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable;

/// <summary>What one step changes. It is committed whole or not at all.</summary>
/// <remarks>
/// The effects of a step are its scheduling events: recording TaskScheduled queues the activity, TimerCreated arms the timer,
/// SubOrchestrationInstanceCreated starts the child, EventSent sends the event.
/// </remarks>
internal sealed record Checkpoint
{
    /// <summary>The claim the step was worked out under. Its messages are deleted.</summary>
    public required OrchestratorClaim Claim { get; init; }

    /// <summary>The instance's status after the step; <see cref="OrchestrationStatus.ContinuedAsNew"/> starts it over.</summary>
    public required OrchestrationStatus Status { get; init; }

    /// <summary>How many events had been recorded before the step.</summary>
    public int HistoryLength { get; init; }

    /// <summary>What is recorded; empty when there was nothing to act on.</summary>
    public IReadOnlyList<HistoryEvent> NewEvents { get; init; } = [];

    /// <summary>What a rewind leaves of the recorded history; null when nothing is rewound.</summary>
    public IReadOnlyList<HistoryEvent>? RewoundHistory { get; init; }

    /// <summary>The calls of children that a rewind has to answer again.</summary>
    public IReadOnlyList<HistoryEvent> RewoundChildren { get; init; } = [];

    /// <summary>Whether the step set a custom status.</summary>
    public bool SetsCustomStatus { get; init; }

    /// <summary>The custom status as JSON text.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>The output as JSON text.</summary>
    public string? Output { get; init; }

    public FailureDetails? Failure { get; init; }

    /// <summary>The input of the next execution as JSON text.</summary>
    public string? NextInput { get; init; }

    /// <summary>Events that nobody waited for, handed to the next execution.</summary>
    public IReadOnlyList<HistoryEvent> CarriedEvents { get; init; } = [];
}
