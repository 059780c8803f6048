using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The operations that are about the host itself.</summary>
internal static class HostDescriptions
{
    private static readonly HealthDocument Well = new(
        nameof(HealthStatus.Healthy), new Dictionary<string, string>(StringComparer.Ordinal) { ["blobs"] = nameof(HealthStatus.Healthy) });

    private static readonly HealthDocument Ill = new(
        nameof(HealthStatus.Unhealthy), new Dictionary<string, string>(StringComparer.Ordinal) { ["blobs"] = nameof(HealthStatus.Unhealthy) });

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["GetLiveness"] = new OperationDescription("Whether the process lives.")
            .Returns(200, "It does.", ApiJson.Default.HealthDocument, Well),

        ["GetReadiness"] = new OperationDescription("Whether every part can work.")
            .Returns(200, "Every part can.", ApiJson.Default.HealthDocument, Well)
            .Returns(503, "Some part cannot; which, the body says.", ApiJson.Default.HealthDocument, Ill),

        ["GetOpenApi"] = new OperationDescription("This document.")
            .ReturnsContent(200, "OpenAPI 3.1.", "application/json"),
    };
}
