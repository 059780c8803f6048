namespace FunctionApp.Local.Durable;

/// <summary>The right to run an activity, until the lease ends or somebody else holds it.</summary>
/// <param name="Id">The activity's place in the queue.</param>
/// <param name="InstanceId">The instance that called it.</param>
/// <param name="ExecutionId">The execution that called it.</param>
/// <param name="TaskId">The call's sequence number there.</param>
/// <param name="Name">The activity's registered name.</param>
/// <param name="Input">Its input as JSON text.</param>
/// <param name="Token">Fences this claim off from every earlier and later one.</param>
/// <param name="TraceParent">The span that scheduled the instance (W3C <c>traceparent</c>); null when nobody traces.</param>
internal sealed record ActivityClaim(
    long Id, string InstanceId, string ExecutionId, int TaskId, string Name, string? Input, long Token, string? TraceParent = null);
