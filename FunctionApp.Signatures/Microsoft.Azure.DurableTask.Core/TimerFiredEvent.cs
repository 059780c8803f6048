namespace DurableTask.Core.History;

public class TimerFiredEvent(int eventId) : HistoryEvent(eventId)
{
    public int TimerId { get; set; }
    public DateTime FireAt { get; set; }
}
