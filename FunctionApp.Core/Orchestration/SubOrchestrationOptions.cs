namespace FunctionApp.Core.Orchestration;

/// <summary>How a child orchestration is started.</summary>
public sealed record SubOrchestrationOptions
{
    /// <summary>The child's instance id; by default derived from the parent's id and the call's sequence number.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Retries a failed child; null means its first failure is final.</summary>
    public RetryPolicy? Retry { get; init; }
}
