namespace FunctionApp.Tests.Telemetry;

/// <summary>One value that an instrument recorded.</summary>
internal sealed record Measurement(double Value, IReadOnlyDictionary<string, object?> Tags);
