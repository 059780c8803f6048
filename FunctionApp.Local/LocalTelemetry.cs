using FunctionApp.Core.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FunctionApp.Local;

/// <summary>Traces, metrics and logs by OpenTelemetry, sent by OTLP.</summary>
internal sealed class LocalTelemetry : IHostedService, IDisposable
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What the framework measures of requests, of calls to other services, and of the process.</summary>
    private static readonly string[] FrameworkMeters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    private static readonly string[] FrameworkSources = ["Microsoft.AspNetCore", "System.Net.Http"];

    private OpenTelemetrySdk? _sdk;

    /// <summary>Exports when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. The other <c>OTEL_*</c> variables are heeded too.</summary>
    public static void AddTo(IHostApplicationBuilder builder)
    {
        if (builder.Configuration[OtlpEndpoint] is { Length: > 0 })
        {
            builder.Services.AddHostedService<LocalTelemetry>();
            builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(Describe(ResourceBuilder.CreateDefault())).AddOtlpExporter());
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sdk = OpenTelemetrySdk.Create(telemetry => telemetry
            .ConfigureResource(resource => Describe(resource))
            .WithMetrics(metrics => metrics.AddMeter([InstrumentNames.Scope, .. FrameworkMeters]).AddOtlpExporter())
            .WithTracing(traces => traces.AddSource([InstrumentNames.Scope, .. FrameworkSources]).AddOtlpExporter()));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left.</summary>
    public void Dispose() => _sdk?.Dispose();

    private static ResourceBuilder Describe(ResourceBuilder resource) => resource.AddService("functionapp-local").AddEnvironmentVariableDetector();
}
