namespace FunctionApp.Core.Orchestration;

/// <summary>The name an orchestrator is registered and scheduled by, with the types it takes and returns.</summary>
/// <param name="Value">The registered name: <c>nameof</c> the orchestrator's class, in both hosts.</param>
public readonly record struct OrchestratorName<TInput, TOutput>(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
