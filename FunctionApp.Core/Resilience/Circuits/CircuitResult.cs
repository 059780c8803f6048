using System.Diagnostics.CodeAnalysis;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>What came of a call through a circuit: its value, or the refusal.</summary>
/// <typeparam name="T">What the call returns.</typeparam>
public readonly record struct CircuitResult<T>
    where T : class
{
    internal CircuitResult(T? value, Postponement? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>What the call returned; null when it was refused.</summary>
    public T? Value { get; }

    /// <summary>Why the call was not made; null when it was.</summary>
    public Postponement? Refusal { get; }

    /// <summary>Tells which of the two there is.</summary>
    public bool TryGetValue([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Postponement? refusal)
    {
        value = Value;
        refusal = Refusal;
        return value is not null;
    }
}
