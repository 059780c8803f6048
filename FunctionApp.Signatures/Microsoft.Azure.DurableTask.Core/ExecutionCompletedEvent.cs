namespace DurableTask.Core.History;

public class ExecutionCompletedEvent(int eventId, string? result, OrchestrationStatus orchestrationStatus, FailureDetails? failureDetails = null) : HistoryEvent(eventId)
{
    public OrchestrationStatus OrchestrationStatus { get; private set; } = orchestrationStatus;
    public string? Result { get; private set; } = result;
    public FailureDetails? FailureDetails { get; private set; } = failureDetails;
}
