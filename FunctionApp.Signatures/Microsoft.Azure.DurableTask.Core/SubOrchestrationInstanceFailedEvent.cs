namespace DurableTask.Core.History;

public class SubOrchestrationInstanceFailedEvent(int eventId, int taskScheduledId, string? reason, string? details, FailureDetails? failureDetails) : HistoryEvent(eventId)
{
    public int TaskScheduledId { get; private set; } = taskScheduledId;
    public string? Reason { get; private set; } = reason;
    public string? Details { get; private set; } = details;
    public FailureDetails? FailureDetails { get; internal set; } = failureDetails;
}
