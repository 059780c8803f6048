using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Core.Api;

/// <summary>How the host is.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
/// <param name="Checks">The parts, by name.</param>
public sealed record HealthDocument(string Status, IReadOnlyDictionary<string, string> Checks)
{
    /// <summary>What the checks found: which part cannot work, not why. That is in the logs.</summary>
    internal static HealthDocument Of(HealthReport report) => new(
        report.Status.ToString(), report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString(), StringComparer.Ordinal));
}
