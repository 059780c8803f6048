using FunctionApp.Core.Gateway;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The descriptions of all operations, by name.</summary>
internal static class ApiDescriptions
{
    private static readonly Dictionary<string, OperationDescription> ByName = new(
        [
            .. ImageDescriptions.All,
            .. ImageServingDescriptions.All,
            .. StreamDescriptions.All,
            .. StreamQueryDescriptions.All,
            .. MonitorDescriptions.All,
            .. ReportDescriptions.All,
            .. OrchestrationDescriptions.All,
            .. WebhookDescriptions.All,
            .. CircuitDescriptions.All,
            .. MetricsDescriptions.All,
            .. HostDescriptions.All,
        ],
        StringComparer.Ordinal);

    /// <summary>The names that are described.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>What there is to say of an operation.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has described it.</exception>
    public static OperationDescription Of(ApiOperation operation) => ByName[operation.Name];
}
