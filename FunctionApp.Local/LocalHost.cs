using System.Net;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images;
using FunctionApp.Local.Blobs;
using FunctionApp.Local.Http;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local;

/// <summary>Puts the embedded host together: Core's pipelines on SQLite, files and libvips.</summary>
internal static class LocalHost
{
    /// <summary>Room for the boundary and headers of a multipart form around the image.</summary>
    private const int MultipartOverhead = 64 * 1024;

    /// <summary>The host logs with a stack trace why it cannot start; the command line says the same in one sentence.</summary>
    private const string HostLogCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>The whole host, serving HTTP on loopback only.</summary>
    /// <param name="data">The folder that holds everything.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="configure">Last word before the host is built.</param>
    public static WebApplication BuildWeb(DirectoryInfo data, int port, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddLocalHost(builder.Configuration, data).AddApi().AddMetricsSummary(builder.Configuration);
        LocalTelemetry.AddTo(builder);
        builder.Logging.AddFilter(HostLogCategory, LogLevel.None);
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
        {
            var uploads = kestrel.ApplicationServices.GetRequiredService<IOptions<ImageOptions>>().Value.Limits.MaxUploadBytes;
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = uploads + MultipartOverhead;
            kestrel.LeaveRoomFor(kestrel.ApplicationServices.GetRequiredService<IOptions<GatewayOptions>>().Value.Requests);
        });

        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseRequestUsage();
        app.UseProblems();
        app.UseEventStreams();
        app.UseGateway();

        // A web page may point a name of its own at this address; only requests that mean this machine are answered.
        var routes = app.MapGroup("").RequireHost("localhost", "127.0.0.1").RequireGateway();
        routes.MapImages();
        routes.MapStreams();
        routes.MapReports();
        routes.MapStreamQueries();
        routes.MapMonitors();
        routes.MapOrchestrations();
        routes.MapCircuits();
        routes.MapWebhooks();
        routes.MapMetrics();
        routes.MapHealth();
        routes.MapDocuments();
        routes.MapDashboard();
        return app;
    }

    /// <summary>The same host without HTTP, and deaf to what is dropped into its folders.</summary>
    public static IHost BuildWithoutHttp(DirectoryInfo data)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddLocalHost(builder.Configuration, data);
        builder.Services.Configure<BlobTriggerOptions>(trigger => trigger.Enabled = false);
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter(category: null, LogLevel.Warning);
        builder.Logging.AddFilter(HostLogCategory, LogLevel.None);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder.Build();
    }
}
