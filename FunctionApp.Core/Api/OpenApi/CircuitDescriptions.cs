using FunctionApp.Core.Resilience.Circuits;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The circuit operations.</summary>
internal static class CircuitDescriptions
{
    private static readonly CircuitStatus Circuit = new()
    {
        Name = "vision",
        State = CircuitState.Open,
        Generation = 1,
        Breaks = 1,
        OpenUntil = Examples.Moment.AddSeconds(30),
        ChangedAt = Examples.Moment,
        Reason = "The service answered 503.",
        Transitions = [new(Examples.Moment, CircuitState.Open, 1, "The service answered 503.", "host-1")],
    };

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["ListCircuits"] = new OperationDescription("Every circuit with its latest changes, by name.")
            .Returns(200, "The circuits.", CircuitJson.Default.PageCircuitStatus, new Page<CircuitStatus>([Circuit], Continuation: null)),

        ["GetCircuit"] = new OperationDescription("One circuit with its latest changes.")
            .Returns(200, "The circuit.", CircuitJson.Default.CircuitStatus, Circuit)
            .Problems(404),

        ["IsolateCircuit"] = Command("Keeps every call away from a service until the circuit is reset."),
        ["ResetCircuit"] = Command("Lets calls pass again, whatever the circuit's state."),
    };

    private static OperationDescription Command(string summary) => new OperationDescription(summary)
        .Query("reason", "Kept with the circuit.")
        .Returns(200, "The circuit as it is now.", CircuitJson.Default.CircuitStatus, Circuit)
        .Problems(404);
}
