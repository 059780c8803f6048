namespace DurableTask.Core.History;

public class EventSentEvent(int eventId) : HistoryEvent(eventId)
{
    public string? InstanceId { get; set; }
    public string? Name { get; set; }
    public string? Input { get; set; }
}
