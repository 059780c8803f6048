using System.Diagnostics.CodeAnalysis;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>A circuit's answer to a call that wants to pass.</summary>
public readonly record struct CircuitPermit
{
    private CircuitPermit(long generation, bool isTrial, Postponement? refusal)
    {
        Generation = generation;
        IsTrial = isTrial;
        Refusal = refusal;
    }

    /// <summary>Whether the call may be made; if so, its outcome has to be reported.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGranted => Refusal is null;

    /// <summary>The generation that the call is admitted under.</summary>
    public long Generation { get; }

    /// <summary>Whether the call is the one that decides over the circuit.</summary>
    public bool IsTrial { get; }

    /// <summary>Why not, and when to ask again; null when granted.</summary>
    public Postponement? Refusal { get; }

    internal static CircuitPermit Granted(long generation) => new(generation, isTrial: false, refusal: null);

    internal static CircuitPermit Trial(long generation) => new(generation, isTrial: true, refusal: null);

    internal static CircuitPermit Refused(Postponement refusal) => new(generation: 0, isTrial: false, refusal);
}
