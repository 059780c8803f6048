namespace DurableTask.Core.History;

public class ExecutionTerminatedEvent(int eventId, string? input) : HistoryEvent(eventId)
{
    public string? Input { get; set; } = input;
}
