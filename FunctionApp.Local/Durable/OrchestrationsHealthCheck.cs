using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Local.Durable;

/// <summary>Asks the engine for one instance: proof that its database can be read.</summary>
internal sealed class OrchestrationsHealthCheck(IOrchestrationClient orchestrations) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await orchestrations.ListAsync(new() { PageSize = 1 }, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
