namespace DurableTask.Core.History;

public class OrchestratorCompletedEvent(int eventId) : HistoryEvent(eventId)
{
}
