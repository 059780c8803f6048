namespace DurableTask.Core.History;

public class ExecutionResumedEvent(int eventId, string? reason) : HistoryEvent(eventId)
{
    public string? Reason { get; set; } = reason;
}
