using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable;

/// <summary>The right to work out an instance's next step, until the lease ends or somebody else holds it.</summary>
internal sealed record OrchestratorClaim
{
    public required string InstanceId { get; init; }

    public required string ExecutionId { get; init; }

    /// <summary>The orchestrator's registered name.</summary>
    public required string Name { get; init; }

    public required OrchestrationStatus Status { get; init; }

    public required ParentLink? Parent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The span that scheduled the instance (W3C <c>traceparent</c>); null when nobody traces.</summary>
    public required string? TraceParent { get; init; }

    /// <summary>Fences this claim off from every earlier and later one.</summary>
    public required long Token { get; init; }

    /// <summary>The time of the step.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>What the step is about, in order of delivery.</summary>
    public required IReadOnlyList<InboxMessage> Messages { get; init; }
}
