using FunctionApp.Core;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Api;
using FunctionApp.Core.Caching;
using FunctionApp.Core.Dashboard;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Core.Storage;
using FunctionApp.Core.Webhooks;
using FunctionApp.Local.Blobs;
using FunctionApp.Local.Cli;
using FunctionApp.Local.Durable;
using FunctionApp.Local.Triggers;

namespace FunctionApp.Local;

/// <summary>What the embedded host supplies to Core's ports.</summary>
internal static class LocalServices
{
    /// <summary>Everything but HTTP.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">Where options are bound from.</param>
    /// <param name="data">The folder that holds everything.</param>
    public static IServiceCollection AddLocalHost(this IServiceCollection services, IConfiguration configuration, DirectoryInfo data)
    {
        services.AddOutbound(configuration);
        services.AddWebhooks(configuration);
        services.AddImages(configuration);
        services.AddOptions<ImageOptions>().Validate(
            images => images.Labels is { Endpoint: null } or { Key.Length: > 0 }, "Images:Labels:Key: set the vision resource's key; this host has no identity.");
        services.AddVipsImageEngine();
        services.AddFileBlobStore(data.FullName);
        services.AddMeteredBlobs<FileBlobStore>();
        services.AddCosts(configuration);
        services.AddAnalytics(configuration);
        services.AddBlobTrigger<OnImageUploaded>(ImageContainers.Uploads);
        services.AddBlobTrigger<OnEventsUploaded>(AnalyticsContainers.Events);
        services.AddEmbeddedOrchestrations(Pipelines.Tasks());
        services.PostConfigure<DurableOptions>(durable =>
            durable.DatabasePath = durable.DatabasePath is "" ? Path.Combine(data.FullName, "orchestrations.db") : durable.DatabasePath);

        services.AddInMemoryComputeCache();
        services.AddGateway(configuration, new GatewayHost(TrustsLoopback: true, ProxyHops: 0));
        services.AddCircuits(configuration);
        services.AddOperations(configuration);
        services.AddHostedService<Triggers.Housekeeping>();

        services.AddSingleton<FileProcessor>();
        return services;
    }

    /// <summary>The handlers behind the routes, and what they report as health.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddSingleton<ImagesApi>();
        services.AddSingleton<TransformsApi>();
        services.AddSingleton<SimilarImagesApi>();
        services.AddSingleton<ImportApi>();
        services.AddSingleton<WebhooksApi>();
        services.AddSingleton<CircuitsApi>();
        services.AddSingleton<StreamQueriesApi>();
        services.AddSingleton<OrchestrationFeedApi>();
        services.AddSingleton<MonitorsApi>();
        services.AddSingleton<StreamsApi>();
        services.AddSingleton<ReportsApi>();
        services.AddSingleton<HealthApi>();
        services.AddSingleton<DashboardApi>();
        services.AddSingleton(_ => DashboardFiles.BesideTheApp());
        services.AddHealthChecks()
            .AddTypeActivatedCheck<BlobStoreHealthCheck>("blobs", ImageContainers.Originals)
            .AddCheck<OrchestrationsHealthCheck>("orchestrations");
        return services;
    }
}
