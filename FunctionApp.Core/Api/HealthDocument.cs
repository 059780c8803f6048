namespace FunctionApp.Core.Api;

/// <summary>How the host is.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
/// <param name="Checks">The parts, by name.</param>
public sealed record HealthDocument(string Status, IReadOnlyDictionary<string, string> Checks);
