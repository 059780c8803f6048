using System.Collections.Frozen;
using FunctionApp.Core;
using FunctionApp.Core.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionApp.Hosting;

/// <summary>Measures activities. Their spans come from Durable Functions, which knows the orchestrations they belong to.</summary>
internal sealed class ActivityMeasurement : IFunctionsWorkerMiddleware
{
    private static readonly FrozenSet<string> Activities = Pipelines.Tasks().Activities.Keys.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        => Activities.Contains(context.FunctionDefinition.Name)
            ? TaskInstruments.MeasureActivityAsync(
                context.FunctionDefinition.Name,
                async () =>
                {
                    await next(context);
                    return context;
                })
            : next(context);
}
