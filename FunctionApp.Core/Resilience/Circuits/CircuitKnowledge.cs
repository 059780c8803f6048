namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>What one process knows of a circuit.</summary>
/// <param name="Status">The state it acts by.</param>
/// <param name="ETag">The version of the shared state it stems from; null when there is none.</param>
/// <param name="IsShared">False when the process had to decide by itself, because the blob store failed.</param>
/// <param name="FreshUntil">The timestamp from which on the process looks what the others did.</param>
internal sealed record CircuitKnowledge(CircuitStatus Status, string? ETag, bool IsShared, long FreshUntil);
