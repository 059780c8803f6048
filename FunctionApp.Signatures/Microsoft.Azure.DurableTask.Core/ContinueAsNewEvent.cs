namespace DurableTask.Core.History;

public class ContinueAsNewEvent(int eventId, string? input) : ExecutionCompletedEvent(eventId, input, OrchestrationStatus.ContinuedAsNew)
{
}
