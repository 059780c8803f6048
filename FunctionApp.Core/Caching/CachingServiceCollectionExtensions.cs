using System.Diagnostics.Metrics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Caching;

/// <summary>Adds caching to a host.</summary>
public static class CachingServiceCollectionExtensions
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Adds <see cref="ComputeCache"/> over the <see cref="IDistributedCache"/> that the host registers.</summary>
    public static IServiceCollection AddComputeCache(this IServiceCollection services)
    {
        services.AddOptions<CacheOptions>().BindConfiguration(CacheOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ComputeCache(
            provider.GetRequiredService<IDistributedCache>(),
            provider.GetRequiredService<IOptions<CacheOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            new Random(),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<ILogger<ComputeCache>>()));
        services.AddHealthChecks().AddCheck<CacheHealthCheck>("cache", HealthStatus.Degraded, tags: [], timeout: HealthTimeout);
        return services;
    }

    /// <summary>Adds <see cref="ComputeCache"/> over memory, bounded by <see cref="CacheOptions.SizeLimitBytes"/>.</summary>
    public static IServiceCollection AddInMemoryComputeCache(this IServiceCollection services)
    {
        services.AddDistributedMemoryCache();
        services.AddOptions<MemoryDistributedCacheOptions>()
            .Configure<IOptions<CacheOptions>>((memory, cache) => memory.SizeLimit = cache.Value.SizeLimitBytes);
        return services.AddComputeCache();
    }
}
