using System.Text.Json.Serialization;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>Whether calls pass a circuit. The numbers are those of the metric <see cref="Telemetry.InstrumentNames.CircuitState"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CircuitState>))]
public enum CircuitState
{
    /// <summary>Calls pass.</summary>
    Closed,

    /// <summary>One call, the trial, is under way; its outcome closes the circuit or breaks it again. All others are refused.</summary>
    HalfOpen,

    /// <summary>Calls are refused until the break is over.</summary>
    Open,

    /// <summary>Calls are refused until an operator resets the circuit.</summary>
    Isolated,
}
