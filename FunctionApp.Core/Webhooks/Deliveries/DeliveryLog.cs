using System.Text.Json;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>What was delivered to whom, what was not, and why. One blob a delivery, named so that a listing is newest first.</summary>
public sealed class DeliveryLog(IBlobStore blobs)
{
    /// <summary>The most deliveries in a page.</summary>
    public const int MaxLimit = 200;

    private const string Prefix = "deliveries/";
    private const string Suffix = ".json";
    private const string StatusKey = "status";
    private const string SubscriptionKey = "subscription";

    /// <summary>How many listings one filtered page takes before it answers with what it found and a continuation.</summary>
    private const int MaxListings = 20;

    /// <summary>Reads a delivery; null when there is none.</summary>
    public async Task<WebhookDelivery?> FindAsync(string deliveryId, CancellationToken cancellationToken = default)
        => DeliveryId.IsValid(deliveryId)
            ? await blobs.ReadJsonAsync(Blob(deliveryId), WebhooksJson.Default.WebhookDelivery, cancellationToken)
            : null;

    /// <summary>Lists deliveries, newest first, without attempts and events. A filtered page can hold fewer than the limit and still have a continuation.</summary>
    /// <exception cref="ArgumentException">The continuation is not one this list handed out.</exception>
    public async Task<Page<WebhookDelivery>> ListAsync(DeliveryQuery query, CancellationToken cancellationToken = default)
    {
        var found = new List<WebhookDelivery>();
        var continuation = query.Continuation;
        for (var listings = 0; listings < MaxListings && found.Count < query.Limit; listings++)
        {
            var page = await blobs.ListAsync(
                WebhookContainers.Webhooks,
                new() { Prefix = Prefix, PageSize = query.Limit - found.Count, Continuation = continuation },
                cancellationToken);
            var wanted = page.Items
                .Where(blob => query.Status is null || blob.Metadata.GetValueOrDefault(StatusKey) == query.Status.ToString())
                .Where(blob => query.Subscription is null || blob.Metadata.GetValueOrDefault(SubscriptionKey) == query.Subscription)
                .Select(blob => FindAsync(blob.Name[Prefix.Length..^Suffix.Length], cancellationToken));

            found.AddRange((await Task.WhenAll(wanted)).OfType<WebhookDelivery>().Select(delivery => delivery.Summary()));
            continuation = page.Continuation;
            if (continuation is null)
            {
                break;
            }
        }

        return new(found, continuation);
    }

    /// <summary>Deletes deliveries that are over and whose event happened before a moment.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> ClearAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var count = 0;
        var newest = Prefix + DeliveryId.Countdown(before);
        await foreach (var blob in blobs.ListAllAsync(WebhookContainers.Webhooks, Prefix, cancellationToken))
        {
            var isOver = blob.Metadata.GetValueOrDefault(StatusKey) != nameof(DeliveryStatus.Pending);
            if (isOver && string.CompareOrdinal(blob.Name, newest) > 0
                && await blobs.DeleteAsync(new(WebhookContainers.Webhooks, blob.Name), BlobCondition.IfUnchanged(blob.ETag), cancellationToken))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>Adds a delivery, unless it is there.</summary>
    internal Task AddAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
        => WriteAsync(delivery, BlobCondition.IfAbsent, cancellationToken);

    /// <summary>Changes a delivery; what others change at the same time is not lost.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="change">Makes the new state of the current one; may be asked again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new state; null when there is no such delivery.</returns>
    internal async Task<WebhookDelivery?> UpdateAsync(
        string deliveryId, Func<WebhookDelivery, WebhookDelivery> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var content = await blobs.OpenReadAsync(Blob(deliveryId), cancellationToken: cancellationToken);
            if (content is null)
            {
                return null;
            }

            var current = await JsonSerializer.DeserializeAsync(content.Stream, WebhooksJson.Default.WebhookDelivery, cancellationToken);
            var changed = change(current!);
            if (await WriteAsync(changed, BlobCondition.IfUnchanged(content.Properties.ETag), cancellationToken) is not null)
            {
                return changed;
            }
        }
    }

    private static BlobRef Blob(string deliveryId) => new(WebhookContainers.Webhooks, $"{Prefix}{deliveryId}{Suffix}");

    private Task<BlobProperties?> WriteAsync(WebhookDelivery delivery, BlobCondition condition, CancellationToken cancellationToken)
    {
        // Listings filter by the metadata, and read only what they show.
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [StatusKey] = delivery.Status.ToString() };
        if (delivery.Subscription is { } subscription)
        {
            metadata[SubscriptionKey] = subscription;
        }

        var bytes = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(delivery, WebhooksJson.Default.WebhookDelivery), writable: false);
        return blobs.WriteAsync(
            Blob(delivery.DeliveryId),
            bytes,
            new() { ContentType = "application/json", Metadata = metadata, Condition = condition },
            cancellationToken);
    }
}
