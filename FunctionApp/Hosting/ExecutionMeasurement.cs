using FunctionApp.Core;
using FunctionApp.Core.Api;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionApp.Hosting;

/// <summary>Measures every execution, and what it uses. Spans of activities come from Durable Functions, which knows the orchestrations they belong to.</summary>
internal sealed class ExecutionMeasurement(UsageMeter usage, RequestUsage requests) : IFunctionsWorkerMiddleware
{
    private static readonly TaskCatalog Tasks = Pipelines.Tasks();

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        if (Tasks.Activities.ContainsKey(function))
        {
            return usage.MeasureAsync(
                ExecutionKind.Activity,
                UsageSources.OfActivity(function, InstanceOf(context)),
                _ => TaskInstruments.MeasureActivityAsync(function, RunAsync));
        }

        if (Tasks.Orchestrators.ContainsKey(function))
        {
            return usage.MeasureAsync(ExecutionKind.Turn, UsageSources.OfTurn(function, InstanceOf(context)), _ => RunAsync());
        }

        return context.GetHttpContext() is { } http
            ? requests.MeasureAsync(http, RunAsync)
            : usage.MeasureAsync(ExecutionKind.Request, UsageSources.OfTrigger(function), _ => RunAsync());

        async Task<FunctionContext> RunAsync()
        {
            await next(context);
            return context;
        }
    }

    /// <summary>Durable Functions puts the instance beside the input of whatever it calls.</summary>
    private static string? InstanceOf(FunctionContext context)
        => context.BindingContext.BindingData.GetValueOrDefault("instanceId") is string instanceId ? instanceId.Trim('"') : null;
}
