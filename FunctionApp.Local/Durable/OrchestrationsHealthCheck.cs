using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Local.Durable;

/// <summary>Asks the engine for one instance: proof that its database can be read. A draining engine is not ready for more.</summary>
internal sealed class OrchestrationsHealthCheck(OrchestrationEngine engine, IOrchestrationClient orchestrations) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (engine.IsDraining)
        {
            return HealthCheckResult.Unhealthy("The host is about to stop.");
        }

        await orchestrations.ListAsync(new() { PageSize = 1 }, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
