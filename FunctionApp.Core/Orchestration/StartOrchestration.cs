using System.Text.Json;

namespace FunctionApp.Core.Orchestration;

/// <summary>Starts an orchestration that goes its own way: nobody waits for it, and it outlives the one that started it.</summary>
/// <remarks>A child would not do: its parent is not over before it is. Call it with <see cref="OrchestrationContextExtensions.StartAsync"/>.</remarks>
public sealed class StartOrchestration(IOrchestrationClient orchestrations) : IActivity<OrchestrationStart, string>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<OrchestrationStart, string> Name = new(nameof(StartOrchestration));

    /// <summary>Schedules the instance. One that is there already under the id is kept, so that running this twice starts one.</summary>
    /// <returns>The instance's id.</returns>
    public async Task<string> RunAsync(OrchestrationStart input, CancellationToken cancellationToken)
    {
        var scheduled = await orchestrations.ScheduleAsync(
            new OrchestratorName<JsonElement, JsonElement>(input.Orchestrator),
            input.Input,
            new() { InstanceId = input.InstanceId, StartAt = input.StartAt },
            cancellationToken);
        return scheduled.InstanceId;
    }
}
