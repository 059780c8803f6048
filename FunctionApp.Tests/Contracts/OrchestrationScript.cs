using FunctionApp.Core.Orchestration;

namespace FunctionApp.Tests.Contracts;

/// <summary>The orchestrators and activities of one test, written where the test is.</summary>
public sealed class OrchestrationScript
{
    private readonly Dictionary<string, Delegate> _orchestrations = [];

    public OrchestrationScript() => Catalog
        .Add<Perform, string, string>(Perform.Name)
        .Add<Assist, string, string>(Assist.Name)
        .Add<StartOrchestration, OrchestrationStart, string>(StartOrchestration.Name);

    public TaskCatalog Catalog { get; } = new();

    /// <summary>What the activity <see cref="Contracts.Perform"/> does; gives its input back unless told otherwise.</summary>
    public Func<string, CancellationToken, Task<string>> OnPerform { get; set; } = (input, _) => Task.FromResult(input);

    /// <summary>Adds an orchestrator.</summary>
    public OrchestratorName<TInput, TOutput> Add<TInput, TOutput>(string name, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
    {
        var orchestrator = new OrchestratorName<TInput, TOutput>(name);
        Catalog.Add<ScriptedOrchestrator<TInput, TOutput>, TInput, TOutput>(orchestrator);
        Set(orchestrator, run);
        return orchestrator;
    }

    /// <summary>Replaces an orchestrator's code, as a deployment would.</summary>
    public void Set<TInput, TOutput>(OrchestratorName<TInput, TOutput> name, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
        => _orchestrations[name.Value] = run;

    internal Func<IOrchestrationContext, TInput, Task<TOutput>> Get<TInput, TOutput>(string name)
        => (Func<IOrchestrationContext, TInput, Task<TOutput>>)_orchestrations[name];
}
