using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core;
using Azure.Storage.Blobs;
using FunctionApp.Adapters;
using FunctionApp.Adapters.Blobs;
using FunctionApp.Adapters.Redis;
using FunctionApp.Adapters.Skia;
using FunctionApp.Core;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Api;
using FunctionApp.Core.Caching;
using FunctionApp.Core.Dashboard;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Core.Storage;
using FunctionApp.Core.Webhooks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Hosting;

/// <summary>Puts Core's pipelines on Azure's services.</summary>
internal static class AzureServices
{
    /// <summary>Everything that functions take in their constructors, and its options, validated at start.</summary>
    public static IServiceCollection AddAzureHost(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => AzureCredentials.Create(configuration));
        services.AddAzureBlobs(configuration);
        services.AddCosts(configuration);
        services.AddAzureGateway(configuration);
        services.AddAzureRedis(configuration);

        // Skia first: it is quicker with what the web is made of. What it cannot do goes to libvips.
        services.AddSingleton<IImageEngine, SkiaImageEngine>();
        services.AddVipsImageEngine();
        services.AddOutbound(configuration);
        services.AddWebhooks(configuration);
        services.AddSingleton<IVisionCredential>(provider => provider.GetRequiredService<IOptions<ImageOptions>>().Value.Labels.Key is { Length: > 0 }
            ? ActivatorUtilities.CreateInstance<VisionKey>(provider)
            : ActivatorUtilities.CreateInstance<VisionIdentity>(provider));
        services.AddImages(configuration);
        services.AddCircuits(configuration);
        services.AddAnalytics(configuration);
        services.AddOperations(configuration);
        services.AddMetricsSummary(configuration);
        Pipelines.Tasks().AddTo(services);

        // The durable client belongs to an invocation, so this activity's function makes it.
        services.RemoveAll<StartOrchestration>();
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

        // The functions host has a limit of its own, and uploads are counted as they are read. Were Kestrel to count too, it would cut the
        // connection while the functions host still sends, and the caller would get a bad gateway for an answer instead of 413.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        services.Configure<JsonSerializerOptions>(UseCoresJson);
        return services;
    }

    /// <summary>Payloads of activities look the same as on the embedded host and over HTTP.</summary>
    internal static void UseCoresJson(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.PropertyNameCaseInsensitive = true;
        json.TypeInfoResolver = JsonTypeInfoResolver.Combine(
            ImagesJson.Default,
            AnalyticsJson.Default,
            ReportsJson.Default,
            MonitorsJson.Default,
            WebhooksJson.Default,
            new DefaultJsonTypeInfoResolver());
    }

    private static void AddAzureBlobs(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Connections.Media] is { Length: > 0 } connectionString)
        {
            services.AddSingleton(_ => new BlobServiceClient(connectionString));
        }
        else
        {
            var endpoint = configuration.GetValue<Uri>($"{Connections.Media}:blobServiceUri")
                ?? throw new InvalidOperationException($"Set {Connections.Media}, or {Connections.Media}__blobServiceUri.");
            services.AddSingleton(provider => new BlobServiceClient(endpoint, provider.GetRequiredService<TokenCredential>()));
        }

        services.AddMeteredBlobs<AzureBlobStore>();
        services.AddHealthChecks().AddTypeActivatedCheck<BlobStoreHealthCheck>("blobs", ImageContainers.Manifests);
    }

    /// <summary>To the worker every connection comes from the functions host beside it, which says in a header where it came from.</summary>
    private static void AddAzureGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddGateway(configuration, new GatewayHost(TrustsLoopback: false, ProxyHops: 1));
        services.AddSingleton<IValidateOptions<GatewayOptions>, AnonymousOnlyInDevelopment>();
    }

    /// <summary>The cache and the rate limiter: shared by all instances where there is a Redis, else in each one's memory.</summary>
    private static void AddAzureRedis(this IServiceCollection services, IConfiguration configuration)
    {
        var redis = configuration.GetSection(RedisOptions.Section).Get<RedisOptions>() ?? new();
        if (redis is { ConnectionString: null, Endpoint: null })
        {
            services.AddInMemoryComputeCache();
            return;
        }

        services.AddSingleton(provider => new SharedConnection(() => RedisConnection.OpenAsync(redis, provider.GetRequiredService<TokenCredential>())));
        services.AddStackExchangeRedisCache(_ => { });
        services.AddOptions<RedisCacheOptions>().Configure<SharedConnection>((options, connection)
            => options.ConnectionMultiplexerFactory = connection.GetAsync);
        services.AddComputeCache();
        services.AddSharedRateLimiter(provider => RedisRateLimiter.Over(provider.GetRequiredService<SharedConnection>()));
    }
}
