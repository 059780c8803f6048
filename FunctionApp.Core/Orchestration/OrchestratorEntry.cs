namespace FunctionApp.Core.Orchestration;

/// <summary>An orchestrator in the <see cref="TaskCatalog"/>.</summary>
/// <param name="Name">Its registered name.</param>
/// <param name="Type">Its class.</param>
/// <param name="RunAsync">Runs it with its dependencies from the services, its input from the context; returns its output as JSON text.</param>
/// <param name="IsLongLived">Whether it is meant to last: it waits for what may not come for days, so that its age says nothing of a jam.</param>
public sealed record OrchestratorEntry(
    string Name, Type Type, Func<IServiceProvider, IOrchestrationContext, Task<string>> RunAsync, bool IsLongLived = false);
