using FunctionApp.Core.Orchestration;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Adapters.Durable;

/// <summary>The way from a function's durable client binding to the port.</summary>
internal static class DurableClientExtensions
{
    /// <summary>The client that Core's handlers take.</summary>
    public static IOrchestrationClient AsPort(this DurableTaskClient client) => new DurableOrchestrationClient(client);
}
