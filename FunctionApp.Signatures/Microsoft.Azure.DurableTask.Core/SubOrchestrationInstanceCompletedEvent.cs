namespace DurableTask.Core.History;

public class SubOrchestrationInstanceCompletedEvent(int eventId, int taskScheduledId, string? result) : HistoryEvent(eventId)
{
    public int TaskScheduledId { get; private set; } = taskScheduledId;
    public string? Result { get; private set; } = result;
}
