using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Telemetry;
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
        var port = new DurableOrchestrationContext(context);
        var startedAt = context.CurrentUtcDateTime;
        var succeeded = false;
        try
        {
            var output = await orchestrator.RunAsync(port, input);
            succeeded = true;
            return output;
        }
        catch (TaskFailedException exception)
        {
            throw exception.ToDurable();
        }
        finally
        {
            // Replayed, an end has been told of before.
            if (!context.IsReplaying && !port.HasContinuedAsNew)
            {
                TaskInstruments.OrchestrationEnded(context.Name.Name, context.CurrentUtcDateTime - startedAt, succeeded);
            }
        }
    }
}
