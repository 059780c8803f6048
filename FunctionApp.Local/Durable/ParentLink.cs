namespace FunctionApp.Local.Durable;

/// <summary>The call that a child orchestration answers.</summary>
/// <param name="InstanceId">The parent.</param>
/// <param name="ExecutionId">Its execution when it called; the answer to another one is stale.</param>
/// <param name="TaskId">The call's sequence number there.</param>
internal sealed record ParentLink(string InstanceId, string ExecutionId, int TaskId);
