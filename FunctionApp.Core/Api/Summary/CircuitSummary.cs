using FunctionApp.Core.Resilience.Circuits;

namespace FunctionApp.Core.Api.Summary;

/// <summary>A circuit, as this instance knows it.</summary>
/// <param name="Name">The circuit's name.</param>
/// <param name="State">Whether calls pass.</param>
public sealed record CircuitSummary(string Name, CircuitState State);
