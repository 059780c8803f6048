using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Functions;

/// <summary>What orchestrators do to other orchestrations.</summary>
public sealed class OrchestrationTasks
{
    /// <summary>See <see cref="Core.Orchestration.StartOrchestration"/>.</summary>
    [Function(nameof(StartOrchestration))]
    public Task<string> StartOrchestration(
        [ActivityTrigger] OrchestrationStart input, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
        => new StartOrchestration(durable.AsPort()).RunAsync(input, cancellation);
}
