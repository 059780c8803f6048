namespace DurableTask.Core.History;

public class GenericEvent(int eventId, string? data) : HistoryEvent(eventId)
{
    public string? Data = data;
}
