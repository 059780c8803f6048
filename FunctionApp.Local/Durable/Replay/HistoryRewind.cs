using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Replay;

/// <summary>Takes a failed history back to before its failures.</summary>
/// <remarks>
/// A failure that the orchestrator answered, by a retry or by other calls, is part of its story and stays. One that it did not answer
/// is removed together with the call that failed, so that the code makes the call again under the same number. The call of a child
/// stays: the child itself is rewound.
/// </remarks>
internal sealed class HistoryRewind(IReadOnlyList<HistoryEvent> history)
{
    /// <summary>The history up to the end of the execution.</summary>
    public IReadOnlyList<HistoryEvent> WithoutEnd { get; } =
        [.. history.Where(entry => entry.Type is not HistoryEventType.ExecutionCompleted)];

    /// <summary>Calls of children that the history has no answer to.</summary>
    public static IReadOnlyList<HistoryEvent> UnansweredChildren(IReadOnlyList<HistoryEvent> history)
    {
        var answered = history
            .Where(entry => entry.Type
                is HistoryEventType.SubOrchestrationInstanceCompleted or HistoryEventType.SubOrchestrationInstanceFailed)
            .Select(entry => entry.TaskId)
            .ToHashSet();
        return
        [
            .. history.Where(entry
                => entry.Type is HistoryEventType.SubOrchestrationInstanceCreated && !answered.Contains(entry.TaskId)),
        ];
    }

    /// <summary>Failures after which nothing was scheduled at all: nothing can depend on them.</summary>
    public IReadOnlyCollection<HistoryEvent> LastFailures() =>
    [
        .. WithoutEnd
            .Reverse()
            .TakeWhile(entry => !IsCall(entry.Type))
            .Where(entry => entry.FailureDetails is not null),
    ];

    /// <summary>Removes failures, the calls that failed, and calls that were still open at the end: their results were dropped.</summary>
    public IReadOnlyList<HistoryEvent> WithoutFailures(IReadOnlyCollection<HistoryEvent> failures)
    {
        var removed = failures.ToHashSet(ReferenceEqualityComparer.Instance);
        var ended = WithoutEnd
            .Where(entry => !IsCall(entry.Type) && entry.TaskId is not null && !removed.Contains(entry))
            .Select(entry => entry.TaskId)
            .ToHashSet();
        return
        [
            .. WithoutEnd.Where(entry => !removed.Contains(entry)
                && (entry.Type is not (HistoryEventType.TaskScheduled or HistoryEventType.TimerCreated) || ended.Contains(entry.TaskId))),
        ];
    }

    private static bool IsCall(HistoryEventType type) => type
        is HistoryEventType.TaskScheduled or HistoryEventType.TimerCreated
        or HistoryEventType.SubOrchestrationInstanceCreated or HistoryEventType.EventSent;
}
