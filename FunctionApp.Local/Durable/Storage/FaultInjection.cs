namespace FunctionApp.Local.Durable.Storage;

/// <summary>Decides where the engine dies. Registered by tests only.</summary>
/// <param name="Crashes">Asked at every point that is reached, from several threads.</param>
internal sealed record FaultInjection(Func<FaultPoint, bool> Crashes);
