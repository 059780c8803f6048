namespace DurableTask.Core.History;

public class ExecutionRewoundEvent(int eventId, string? reason) : HistoryEvent(eventId)
{
    public string? Reason { get; set; } = reason;
}
