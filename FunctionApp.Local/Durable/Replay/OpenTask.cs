using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Replay;

/// <summary>A scheduled activity, timer or child that has not ended.</summary>
/// <param name="Scheduled">The event that scheduled it.</param>
internal sealed record OpenTask(HistoryEvent Scheduled)
{
    // Continuations run where the result is delivered: on the replay thread, at that event.
    private readonly TaskCompletionSource<string?> _completion = new();

    /// <summary>Its result as JSON text.</summary>
    public Task<string?> Task => _completion.Task;

    /// <summary>Whether an event of this type ends it.</summary>
    public bool EndsWith(HistoryEventType type) => Scheduled.Type switch
    {
        HistoryEventType.TaskScheduled => type is HistoryEventType.TaskCompleted or HistoryEventType.TaskFailed,
        HistoryEventType.TimerCreated => type is HistoryEventType.TimerFired,
        _ => type is HistoryEventType.SubOrchestrationInstanceCompleted or HistoryEventType.SubOrchestrationInstanceFailed,
    };

    public void End(HistoryEvent end)
    {
        if (end.FailureDetails is { } failure)
        {
            _completion.TrySetException(new TaskFailedException(Scheduled.Name!, failure));
        }
        else
        {
            _completion.TrySetResult(end.Result);
        }
    }

    public void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);
}
