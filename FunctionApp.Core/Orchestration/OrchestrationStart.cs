using System.Text.Json;

namespace FunctionApp.Core.Orchestration;

/// <summary>What <see cref="StartOrchestration"/> starts.</summary>
/// <param name="Orchestrator">The orchestrator's registered name.</param>
/// <param name="InstanceId">The instance's id; one that exists is kept as it is.</param>
/// <param name="Input">The orchestrator's input, as JSON.</param>
/// <param name="StartAt">Not before this moment; at once when null.</param>
public sealed record OrchestrationStart(string Orchestrator, string InstanceId, JsonElement Input, DateTimeOffset? StartAt = null);
