using FunctionApp.Local.Durable;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Durable;

/// <summary>The embedded engine keeps the contract.</summary>
[TestClass]
public sealed class EmbeddedOrchestrationTests : OrchestrationContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override async Task<OrchestrationHost> StartAsync(OrchestrationScript script)
        => await EmbeddedHost.StartAsync(script, new DurableOptions { DatabasePath = _folder.File("durable.db"), DrainTimeout = TimeSpan.Zero });
}
