namespace DurableTask.Core.History;

public class TimerCreatedEvent(int eventId) : HistoryEvent(eventId)
{
    public DateTime FireAt { get; set; }
}
