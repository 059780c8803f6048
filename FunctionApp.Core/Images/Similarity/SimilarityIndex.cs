using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Images.Similarity;

/// <summary>The perceptual hashes of all completed images: in memory for searching, and in the store so that a start need not read every manifest.</summary>
/// <remarks>
/// The stored index is a container of empty blobs, one an image, appended by the pipeline. It follows from the manifests: when it was never
/// built, or its container is deleted, it is built from them. What this process publishes is there at once. What other instances publish is
/// there at the first search after <see cref="RefreshInterval"/>, which reads the newest entries only. What they delete is found out
/// by whoever looks the image up, and dropped for good when everything is read again, after <see cref="ReloadInterval"/>.
/// </remarks>
public sealed class SimilarityIndex(IBlobStore blobs, TimeProvider time) : IDisposable
{
    /// <summary>How long a search may miss what other instances have added.</summary>
    internal static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long the memory may hold what other instances have deleted.</summary>
    internal static readonly TimeSpan ReloadInterval = TimeSpan.FromHours(1);

    /// <summary>How much later than its time of completion an entry may be written: activities are tried again, and clocks differ.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(15);

    /// <summary>Entries in one listing when only the newest are wanted.</summary>
    private const int RecentPageSize = 200;

    private static readonly BlobRef BuiltMark = new(ImageContainers.Similarity, "built");

    private readonly SemaphoreSlim _refreshing = new(1);
    private HashTable _table = new();
    private DateTimeOffset _newest = DateTimeOffset.MinValue;
    private DateTimeOffset _refreshAt = DateTimeOffset.MinValue;
    private DateTimeOffset _reloadAt = DateTimeOffset.MinValue;

    /// <summary>Since when there may be entries that have not been read.</summary>
    private DateTimeOffset Recent => _newest - DateTimeOffset.MinValue > Lateness ? _newest - Lateness : DateTimeOffset.MinValue;

    /// <summary>Adds a manifest that is about to be published; does nothing when the image is not completed.</summary>
    public async Task AddAsync(ImageManifest manifest, CancellationToken cancellationToken = default)
    {
        if (manifest.Status == ImageStatus.Completed && SimilarityEntry.Of(manifest) is { } entry)
        {
            await blobs.WriteAsync(entry.Blob, Stream.Null, new() { Condition = BlobCondition.IfAbsent }, cancellationToken);
            Volatile.Read(ref _table).Add(entry.Image, entry.Hash);
        }
    }

    /// <summary>Removes an image that is about to be deleted.</summary>
    public async Task RemoveAsync(ImageManifest manifest, CancellationToken cancellationToken = default)
    {
        if (SimilarityEntry.Of(manifest) is { } entry)
        {
            await blobs.DeleteAsync(entry.Blob, cancellationToken: cancellationToken);
            Forget(manifest.ImageId);
        }
    }

    /// <summary>The images whose hashes are nearest, nearest first. Some of them may have been deleted by other instances.</summary>
    internal async Task<IReadOnlyList<(string ImageId, int Distance)>> NearestAsync(
        ImageManifest manifest, int limit, CancellationToken cancellationToken)
    {
        if (SimilarityEntry.Of(manifest) is not { } entry)
        {
            return [];
        }

        await RefreshAsync(cancellationToken);
        return [.. Volatile.Read(ref _table).Nearest(entry.Hash, limit, except: entry.Image).Select(found => (SimilarityEntry.IdOf(found.Image), found.Distance))];
    }

    /// <summary>Drops an image that was looked up in vain.</summary>
    internal void Forget(string imageId) => Volatile.Read(ref _table).Remove(SimilarityEntry.NumberOf(imageId));

    /// <inheritdoc/>
    public void Dispose() => _refreshing.Dispose();

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (now >= _reloadAt)
            {
                await BuildOnceAsync(cancellationToken);
                await ReloadAsync(cancellationToken);
                _reloadAt = now + ReloadInterval;
            }
            else if (now >= _refreshAt)
            {
                await ReadAsync(_table, Recent, cancellationToken);
            }
            else
            {
                return;
            }

            _refreshAt = now + RefreshInterval;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Fills a store that is older than the index, or whose index was deleted.</summary>
    private async Task BuildOnceAsync(CancellationToken cancellationToken)
    {
        if (await blobs.GetPropertiesAsync(BuiltMark, cancellationToken) is not null)
        {
            return;
        }

        await foreach (var blob in blobs.ListAllAsync(ImageContainers.Manifests, cancellationToken: cancellationToken))
        {
            var manifest = await blobs.ReadJsonAsync(
                new(ImageContainers.Manifests, blob.Name), ImagesJson.Default.ImageManifest, cancellationToken);
            if (manifest is not null)
            {
                await AddAsync(manifest, cancellationToken);
            }
        }

        await blobs.WriteAsync(BuiltMark, Stream.Null, new() { Condition = BlobCondition.IfAbsent }, cancellationToken);
    }

    /// <summary>Reads every entry into a new table, which then takes the place of the old one.</summary>
    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var table = new HashTable();
        _newest = DateTimeOffset.MinValue;
        await ReadAsync(table, DateTimeOffset.MinValue, cancellationToken);

        // What was added while the listing ran went into the old table only; the next look at the newest entries brings it.
        Volatile.Write(ref _table, table);
        await ReadAsync(table, Recent, cancellationToken);
    }

    /// <summary>Adds the entries of images completed since a moment.</summary>
    private async Task ReadAsync(HashTable table, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var listing = new BlobListOptions { PageSize = since == DateTimeOffset.MinValue ? BlobListOptions.MaxPageSize : RecentPageSize };
        await foreach (var blob in blobs.ListAllAsync(ImageContainers.Similarity, listing, cancellationToken))
        {
            if (SimilarityEntry.Parse(blob.Name) is not { } entry)
            {
                continue;
            }

            if (entry.CompletedAt < since)
            {
                break;
            }

            table.Add(entry.Image, entry.Hash);
            _newest = entry.CompletedAt > _newest ? entry.CompletedAt : _newest;
        }
    }
}
