using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Core.Operations;

/// <summary>Does once, before the first caller waits for it, what is slow the first time.</summary>
public sealed class Warmup(HealthCheckService checks)
{
    /// <summary>An instance that is never there: asking for it opens the connection and costs nothing else.</summary>
    private const string NoInstance = "warmup";

    /// <summary>Opens connections and loads native code. A part that does not answer is no failure here: it shows in the health routes.</summary>
    public async Task RunAsync(IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        // The health checks open the connections to blobs and cache, and render a pixel.
        await checks.CheckHealthAsync(cancellationToken);
        await orchestrations.GetAsync(NoInstance, fetchInputsAndOutputs: false, cancellationToken);
    }
}
