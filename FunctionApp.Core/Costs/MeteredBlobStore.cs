using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Costs;

/// <summary>A blob store whose use is counted. Bytes read are those of the blob or range that was opened, whether or not all of it is read.</summary>
public sealed class MeteredBlobStore(IBlobStore store, UsageMeter meter) : IBlobStore
{
    /// <inheritdoc/>
    public async Task<BlobContent?> OpenReadAsync(BlobRef blob, BlobRange? range = null, CancellationToken cancellationToken = default)
    {
        var content = await store.OpenReadAsync(blob, range, cancellationToken);
        meter.Count(UsageCounter.BlobReads, 1);
        if (content is not null)
        {
            var rest = content.Properties.Length - (range?.Offset ?? 0);
            meter.Count(UsageCounter.BytesRead, Math.Min(rest, range?.Length ?? rest));
        }

        return content;
    }

    /// <inheritdoc/>
    public Task<BlobProperties?> GetPropertiesAsync(BlobRef blob, CancellationToken cancellationToken = default)
    {
        meter.Count(UsageCounter.BlobReads, 1);
        return store.GetPropertiesAsync(blob, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<BlobProperties?> WriteAsync(
        BlobRef blob, Stream content, BlobWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var written = await store.WriteAsync(blob, content, options, cancellationToken);
        meter.Count(UsageCounter.BlobWrites, 1);
        if (written is not null)
        {
            meter.Count(UsageCounter.BytesWritten, written.Length);
        }

        return written;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(BlobRef blob, BlobCondition? condition = null, CancellationToken cancellationToken = default)
    {
        meter.Count(UsageCounter.BlobDeletes, 1);
        return store.DeleteAsync(blob, condition, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Page<BlobProperties>> ListAsync(string container, BlobListOptions? options = null, CancellationToken cancellationToken = default)
    {
        meter.Count(UsageCounter.BlobLists, 1);
        return store.ListAsync(container, options, cancellationToken);
    }
}
