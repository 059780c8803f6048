namespace DurableTask.Core.History;

public class OrchestratorStartedEvent(int eventId) : HistoryEvent(eventId)
{
}
