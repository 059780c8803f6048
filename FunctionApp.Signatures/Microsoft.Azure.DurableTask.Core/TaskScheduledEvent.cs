namespace DurableTask.Core.History;

public class TaskScheduledEvent(int eventId) : HistoryEvent(eventId)
{
    public string? Name { get; set; }
    public string? Input { get; set; }
}
