using FunctionApp.Tests.Contracts;

namespace FunctionApp.Tests.Azure.Packages;

/// <summary>The adapters over Durable Task, on its in-process test host: in-memory storage, real gRPC, real replay.</summary>
[TestClass]
public sealed class DurableOrchestrationContractTests : OrchestrationContract
{
    protected override async Task<OrchestrationHost> StartAsync(OrchestrationScript script) => await DurableTestHost.StartAsync(script);
}
