using System.Diagnostics.Metrics;
using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>The circuits' instruments.</summary>
internal sealed class CircuitMetrics
{
    private readonly Counter<long> _transitions;

    /// <summary>Creates the instruments.</summary>
    /// <param name="meters">Where they belong.</param>
    /// <param name="circuits">The circuits that this process uses.</param>
    public CircuitMetrics(IMeterFactory meters, Func<IEnumerable<CircuitStatus>> circuits)
    {
        var meter = meters.Create(InstrumentNames.Scope);
        _transitions = meter.CreateCounter<long>(InstrumentNames.CircuitTransitions, "{transition}", "Changes of circuits' states.");
        meter.CreateObservableGauge(
            InstrumentNames.CircuitState,
            () => circuits().Select(circuit => new Measurement<int>((int)circuit.State, Circuit(circuit))),
            "{state}",
            "0 closed, 1 half-open, 2 open, 3 isolated.");
    }

    /// <summary>Counts a change that this process made.</summary>
    public void Changed(CircuitStatus circuit) => _transitions.Add(1, Circuit(circuit), new("circuit.state", Name(circuit.State)));

    private static KeyValuePair<string, object?> Circuit(CircuitStatus circuit) => new("circuit.name", circuit.Name);

    private static string Name(CircuitState state) => state switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half_open",
        CircuitState.Open => "open",
        _ => "isolated",
    };
}
