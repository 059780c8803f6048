namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>What a gauge shows.</summary>
/// <param name="Instrument">The instrument's name.</param>
/// <param name="Value">What it shows.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record GaugeReading(string Instrument, double Value, IReadOnlyDictionary<string, object?> Attributes);
