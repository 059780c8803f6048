using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;

namespace FunctionApp.Benchmarks.Resilience;

/// <summary>Gets one answer from the service, however long it takes.</summary>
internal sealed class CallLater : IOrchestrator<int, bool>
{
    public static readonly OrchestratorName<int, bool> Name = new(nameof(CallLater));

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task<bool> RunAsync(IOrchestrationContext context, int input)
        => (await context.CallThroughCircuitAsync(CallService.Name, input, new(context.UtcNow() + Patience, Patience))).Postponed is null;
}
