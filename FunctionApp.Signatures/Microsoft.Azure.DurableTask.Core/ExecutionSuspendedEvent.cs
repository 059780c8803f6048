namespace DurableTask.Core.History;

public class ExecutionSuspendedEvent(int eventId, string? reason) : HistoryEvent(eventId)
{
    public string? Reason { get; set; } = reason;
}
