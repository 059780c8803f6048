namespace FunctionApp.Core.Orchestration;

/// <summary>A durable function: code whose progress survives the process it runs in.</summary>
/// <remarks>
/// The code is replayed from its history after every await, so it must be deterministic: time, GUIDs and every result
/// come from the context, and nothing is read or written directly. It awaits only tasks that the context made, or
/// combinations of them.
/// </remarks>
public interface IOrchestrator<TInput, TOutput>
{
    /// <summary>Runs, or replays, the orchestration.</summary>
    /// <param name="context">The only door to the world.</param>
    /// <param name="input">What the instance was scheduled with.</param>
    Task<TOutput> RunAsync(IOrchestrationContext context, TInput input);
}
