using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable;

/// <summary>An event that waits in an instance's inbox to be recorded.</summary>
/// <param name="Id">Its place in the order of arrival.</param>
/// <param name="ExecutionId">The only execution it means; null means whichever runs.</param>
/// <param name="Event">What will be recorded.</param>
internal sealed record InboxMessage(long Id, string? ExecutionId, HistoryEvent Event);
