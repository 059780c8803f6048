namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>What an activity returns that calls a service through a circuit.</summary>
public interface ICircuitAnswer
{
    /// <summary>Why there is no answer yet, and when to try again; null when the answer is final.</summary>
    Postponement? Postponed { get; }
}
