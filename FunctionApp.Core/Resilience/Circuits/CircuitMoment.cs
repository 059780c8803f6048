namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>When a circuit changes, and by whom.</summary>
/// <param name="At">The time (UTC).</param>
/// <param name="By">A process, or an operator.</param>
public readonly record struct CircuitMoment(DateTimeOffset At, string By);
