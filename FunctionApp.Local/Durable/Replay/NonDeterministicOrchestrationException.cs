namespace FunctionApp.Local.Durable.Replay;

/// <summary>The orchestrator's code did not do what its history says it did.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(
    $"The orchestration is not deterministic: {message} Its code has changed since it started, or it depends on something other than its context.");
