using FunctionApp.Core.Storage;
using FunctionApp.Core.Webhooks.Deliveries;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Webhooks;

/// <summary>Clears away what webhooks leave behind.</summary>
public sealed class WebhookRetention(IBlobStore blobs, DeliveryLog log, IOptions<WebhookOptions> options, TimeProvider time)
{
    /// <summary>For what stands between naming an endpoint and the first delivery to it: the work, however long it takes.</summary>
    private static readonly TimeSpan LongestWork = TimeSpan.FromDays(7);

    /// <summary>Deletes deliveries that are over and whose event happened before a moment, and endpoints that nobody named since.</summary>
    /// <returns>How many deliveries were deleted.</returns>
    public async Task<int> ClearAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        var inUse = time.GetUtcNow() - options.Value.GiveUpAfter - LongestWork;
        await foreach (var endpoint in blobs.ListAllAsync(WebhookContainers.Webhooks, WebhookEndpoints.Prefix, cancellationToken))
        {
            if (endpoint.LastModified < before && endpoint.LastModified < inUse)
            {
                await blobs.DeleteAsync(
                    new(WebhookContainers.Webhooks, endpoint.Name), BlobCondition.IfUnchanged(endpoint.ETag), cancellationToken);
            }
        }

        return await log.ClearAsync(before, cancellationToken);
    }
}
