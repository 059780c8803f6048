using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Core.Caching;

/// <summary>Asks the cache for an entry that is never there, which opens its connection. A cache that is down costs time, never a request.</summary>
internal sealed class CacheHealthCheck(IDistributedCache cache) : IHealthCheck
{
    private const string NoEntry = "health";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await cache.GetAsync(NoEntry, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
