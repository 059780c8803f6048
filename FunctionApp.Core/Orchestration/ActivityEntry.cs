namespace FunctionApp.Core.Orchestration;

/// <summary>An activity in the <see cref="TaskCatalog"/>.</summary>
/// <param name="Name">Its registered name.</param>
/// <param name="Type">Its class.</param>
/// <param name="RunAsync">Runs it on an input given as JSON text; returns its output as JSON text.</param>
public sealed record ActivityEntry(
    string Name, Type Type, Func<IServiceProvider, string?, CancellationToken, Task<string>> RunAsync);
