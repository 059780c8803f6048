using FunctionApp.Core.Orchestration;
using Microsoft.DurableTask;
using TaskFailedException = FunctionApp.Core.Orchestration.TaskFailedException;

namespace FunctionApp.Adapters.Durable;

/// <summary>Runs Core's orchestrators as Durable Functions orchestrators.</summary>
internal static class DurableOrchestrator
{
    /// <summary>Runs one step, or a replay, and lets failures escape in the form that Durable Task records with their cause.</summary>
    public static async Task<TOutput> RunAsync<TInput, TOutput>(
        this IOrchestrator<TInput, TOutput> orchestrator, TaskOrchestrationContext context, TInput input)
    {
        try
        {
            return await orchestrator.RunAsync(new DurableOrchestrationContext(context), input);
        }
        catch (TaskFailedException exception)
        {
            throw exception.ToDurable();
        }
    }
}
