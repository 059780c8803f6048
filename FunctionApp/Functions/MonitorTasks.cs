using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Analytics.Monitors;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionApp.Functions;

/// <summary>The orchestrators and activities of monitors.</summary>
public sealed class MonitorTasks(Alert alert, EvaluateMonitors evaluateMonitors)
{
    /// <summary>See <see cref="Core.Analytics.Monitors.Alert"/>.</summary>
    [Function(nameof(Alert))]
    public Task<AlertStatus> Alert([OrchestrationTrigger] TaskOrchestrationContext context, AlertJob input)
        => alert.RunAsync(context, input);

    /// <summary>See <see cref="Core.Analytics.Monitors.EvaluateMonitors"/>.</summary>
    [Function(nameof(EvaluateMonitors))]
    public Task<MonitorVerdict> EvaluateMonitors([ActivityTrigger] MonitorEvaluation input, CancellationToken cancellation)
        => evaluateMonitors.RunAsync(input, cancellation);
}
