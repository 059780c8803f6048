namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>One change of a circuit's state.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="State">The new state.</param>
/// <param name="Generation">The generation that began with it.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The process that saw the reason, or the operator who gave it.</param>
public sealed record CircuitTransition(DateTimeOffset At, CircuitState State, long Generation, string Reason, string By);
