namespace DurableTask.Core.History;

public class EventRaisedEvent(int eventId, string? input) : HistoryEvent(eventId)
{
    public string? Name { get; set; }
    public string? Input { get; set; } = input;
}
