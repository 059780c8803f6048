namespace FunctionApp.Core.Orchestration;

/// <summary>An orchestrator in the <see cref="TaskCatalog"/>.</summary>
/// <param name="Name">Its registered name.</param>
/// <param name="Type">Its class.</param>
/// <param name="RunAsync">Runs it with its dependencies from the services, its input from the context; returns its output as JSON text.</param>
public sealed record OrchestratorEntry(
    string Name, Type Type, Func<IServiceProvider, IOrchestrationContext, Task<string>> RunAsync);
