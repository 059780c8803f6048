namespace FunctionApp.Local.Durable.Storage;

/// <summary>Ends whatever was running when <see cref="FaultInjection"/> let the engine die.</summary>
internal sealed class SimulatedCrashException(FaultPoint point) : Exception($"The engine was let die at {point}.");
