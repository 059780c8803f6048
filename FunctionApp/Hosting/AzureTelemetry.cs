using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using FunctionApp.Core.Telemetry;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using OpenTelemetry;

namespace FunctionApp.Hosting;

/// <summary>Traces, metrics and logs by OpenTelemetry.</summary>
internal static class AzureTelemetry
{
    /// <summary>The setting that Azure Monitor is configured by. Without it nothing leaves the process.</summary>
    public const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Joins the worker's telemetry to the host's, and exports it when Azure Monitor is configured.</summary>
    public static void AddAzureTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithMetrics(metrics => metrics.AddMeter(InstrumentNames.Scope))
            .WithTracing(traces => traces.AddSource(InstrumentNames.Scope));
        if (configuration[ConnectionString] is { Length: > 0 } connectionString)
        {
            telemetry.UseAzureMonitorExporter(exporter => exporter.ConnectionString = connectionString);
            services.AddOptions<AzureMonitorExporterOptions>()
                .Configure<TokenCredential>((exporter, credential) => exporter.Credential = credential);
        }
    }
}
