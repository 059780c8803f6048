namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>Says what a measurement means, by its attributes.</summary>
public delegate MeasuredOutcome MeasurementJudge(ReadOnlySpan<KeyValuePair<string, object?>> attributes);
