using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Core.Storage;

/// <summary>Asks the blob store for one name: proof that it can be reached and read.</summary>
/// <param name="blobs">The store.</param>
/// <param name="container">Any container; it need not exist.</param>
public sealed class BlobStoreHealthCheck(IBlobStore blobs, string container) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await blobs.ListAsync(container, new() { PageSize = 1 }, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
