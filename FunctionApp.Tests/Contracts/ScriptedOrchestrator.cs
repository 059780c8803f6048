using FunctionApp.Core.Orchestration;

namespace FunctionApp.Tests.Contracts;

/// <summary>Runs the test's code of its name.</summary>
public sealed class ScriptedOrchestrator<TInput, TOutput>(OrchestrationScript script) : IOrchestrator<TInput, TOutput>
{
    public Task<TOutput> RunAsync(IOrchestrationContext context, TInput input) => script.Get<TInput, TOutput>(context.Name)(context, input);
}
