using System.Globalization;
using System.Text.Json;
using FunctionApp.Core.Caching;
using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Images.Similarity;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Images.Catalog;

/// <summary>The manifests: read, listed newest first, written by the pipeline, deleted on request.</summary>
/// <remarks>
/// The order comes from an index of empty blobs whose names count time downwards, so a page is one listing and as many small reads.
/// An entry is derived from the image's id and time of acceptance, so writing it again changes nothing.
/// </remarks>
public sealed class ImageCatalog(IBlobStore blobs, ComputeCache cache, SimilarityIndex similarity)
{
    /// <summary>The most images in a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>How many listings one filtered page takes before it answers with what it found and a continuation.</summary>
    private const int MaxListings = 20;

    /// <summary>How often a change is tried again because somebody else changed the manifest first.</summary>
    private const int MaxAttempts = 10;

    /// <summary>How far apart two colours may be and still count as alike: distance in OKLab, where 1 is black to white.</summary>
    private const float ColorTolerance = 0.1f;

    /// <summary>
    /// Finished manifests, as the bodies they are sent as. Whatever changes one in this process, or in one that shares the cache, removes
    /// it; the times bound how long another process may serve the old one.
    /// </summary>
    private static readonly CacheArea<CachedContent> Finished = CacheArea.Content("manifest") with
    {
        FreshFor = TimeSpan.FromSeconds(5),
        TimeToLive = TimeSpan.FromSeconds(15),
    };

    /// <summary>The manifest of an image that is completed or rejected, from the cache; null when it is neither, or unknown.</summary>
    public async Task<ImageManifest?> FindFinishedAsync(string imageId, CancellationToken cancellationToken = default)
        => await FindFinishedBodyAsync(imageId, cancellationToken) is { } body
            ? JsonSerializer.Deserialize(body.Bytes.Span, ImagesJson.Default.ImageManifest)
            : null;

    /// <summary>The same as the JSON to send.</summary>
    public Task<CachedContent?> FindFinishedBodyAsync(string imageId, CancellationToken cancellationToken = default)
        => cache.GetOrComputeAsync(Finished, imageId, stopping => ReadFinishedAsync(imageId, stopping), cancellationToken);

    /// <summary>Reads a manifest as the pipeline last wrote it; null when it never did.</summary>
    public Task<ImageManifest?> FindAsync(string imageId, CancellationToken cancellationToken = default)
        => blobs.ReadJsonAsync(ImageId.Manifest(imageId), ImagesJson.Default.ImageManifest, cancellationToken);

    /// <summary>A manifest as the JSON to send.</summary>
    public static CachedContent Body(ImageManifest manifest)
        => CachedContent.Of(
            "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(manifest, ImagesJson.Default.ImageManifest));

    /// <summary>Reads a manifest and, where the pipeline has not finished it, asks the orchestration how it stands.</summary>
    /// <remarks>An image whose orchestration could not even record its failure, for lack of space say, still tells what happened.</remarks>
    /// <returns>Null when there is no such image.</returns>
    public async Task<ImageManifest?> GetAsync(
        string imageId, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        var manifest = await FindAsync(imageId, cancellationToken);
        if (manifest is not null and not { Status: ImageStatus.Processing })
        {
            return manifest;
        }

        var instanceId = manifest?.InstanceId ?? ImageId.InstanceId(imageId);
        var instance = await orchestrations.GetAsync(instanceId, cancellationToken: cancellationToken);
        manifest ??= instance?.ReadInput(ImagesJson.Default.ImageJob) is { } job ? ImageManifest.Processing(job, instanceId) : null;

        return (manifest, instance?.RuntimeStatus) switch
        {
            (null, _) => null,

            // What it published is read again: it may have finished meanwhile, or its image may have been deleted.
            (_, OrchestrationStatus.Completed) => await FindAsync(imageId, cancellationToken),
            (_, OrchestrationStatus.Failed) => manifest.FailedWith(instance!.FailureDetails?.ErrorMessage ?? "The orchestration failed.", instance.LastUpdatedAt),
            (_, OrchestrationStatus.Terminated) => manifest.FailedWith("The orchestration was terminated.", instance!.LastUpdatedAt),
            _ => manifest,
        };
    }

    /// <summary>Lists images, newest first. A filtered page can hold fewer than the limit and still have a continuation.</summary>
    /// <exception cref="ArgumentException">The continuation is not one this list handed out.</exception>
    public async Task<Page<ImageManifest>> ListAsync(ImageQuery query, CancellationToken cancellationToken = default)
    {
        var filter = Filter(query);
        var found = new List<ImageManifest>();
        var continuation = query.Continuation;

        for (var listings = 0; listings < MaxListings && found.Count < query.Limit; listings++)
        {
            var entries = await blobs.ListAsync(
                ImageContainers.Catalog, new() { PageSize = query.Limit - found.Count, Continuation = continuation }, cancellationToken);
            var manifests = await Task.WhenAll(entries.Items.Select(entry => FindAsync(ImageIdOf(entry), cancellationToken)));

            found.AddRange(manifests.OfType<ImageManifest>().Where(filter));
            continuation = entries.Continuation;
            if (continuation is null)
            {
                break;
            }
        }

        return new(found, continuation);
    }

    /// <summary>Writes a manifest and its index entry. Writing the same manifest again changes nothing.</summary>
    /// <remarks>
    /// A duplicate of an early step may arrive after the last one: "Processing" never replaces a result, nor a manifest whose labels are
    /// missing one whose labels have been filled in.
    /// </remarks>
    public async Task PublishAsync(ImageManifest manifest, CancellationToken cancellationToken = default)
    {
        var isLateAtTimes = manifest is { Status: ImageStatus.Processing } or { Status: ImageStatus.Completed, LabelsStatus: LabelsStatus.Unavailable };
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            BlobCondition? condition = null;
            if (isLateAtTimes)
            {
                var (current, etag) = await ReadAsync(manifest.ImageId, cancellationToken);
                if (current is not null && !manifest.MayReplace(current))
                {
                    return;
                }

                condition = etag is null ? BlobCondition.IfAbsent : BlobCondition.IfUnchanged(etag);
            }

            await similarity.AddAsync(manifest, cancellationToken);
            await blobs.WriteAsync(EntryOf(manifest), Stream.Null, new() { Condition = BlobCondition.IfAbsent }, cancellationToken);
            if (await WriteAsync(manifest, condition, cancellationToken))
            {
                return;
            }
        }

        throw Contended(manifest.ImageId);
    }

    /// <summary>Changes a manifest, if it is there and the change applies.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="change">The changed manifest; null when there is nothing to change. May be called again on what others made of it.</param>
    /// <param name="cancellationToken">Gives up before the change.</param>
    /// <returns>False when nothing was changed.</returns>
    public async Task<bool> PatchAsync(string imageId, Func<ImageManifest, ImageManifest?> change, CancellationToken cancellationToken = default)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var (current, etag) = await ReadAsync(imageId, cancellationToken);
            if (current is null || change(current) is not { } changed)
            {
                return false;
            }

            if (await WriteAsync(changed, BlobCondition.IfUnchanged(etag!), cancellationToken))
            {
                return true;
            }
        }

        throw Contended(imageId);
    }

    /// <summary>Deletes everything there is of an image.</summary>
    /// <remarks>
    /// The manifest goes last and says from the start that the image is not whole: a deletion that was cut short can be repeated, and
    /// the same bytes uploaded instead are processed anew.
    /// </remarks>
    public async Task DeleteAsync(ImageManifest manifest, CancellationToken cancellationToken = default)
    {
        await PublishAsync(manifest with { Status = ImageStatus.Failed, Reason = "Its deletion was cut short.", Renditions = [] }, cancellationToken);
        await DeleteRenditionsAsync(manifest.ImageId, cancellationToken);
        await blobs.DeleteAsync(ImageId.Original(manifest.ImageId), cancellationToken: cancellationToken);
        await similarity.RemoveAsync(manifest, cancellationToken);
        await DeleteAllAsync(ImageContainers.Labels, manifest.ImageId, cancellationToken);
        await blobs.DeleteAsync(EntryOf(manifest), cancellationToken: cancellationToken);
        await blobs.DeleteAsync(ImageId.Manifest(manifest.ImageId), cancellationToken: cancellationToken);
    }

    /// <summary>Deletes whatever renditions of an image are stored.</summary>
    public Task DeleteRenditionsAsync(string imageId, CancellationToken cancellationToken = default)
        => DeleteAllAsync(ImageContainers.Renditions, imageId, cancellationToken);

    private async Task<CachedContent?> ReadFinishedAsync(string imageId, CancellationToken cancellationToken)
        => await FindAsync(imageId, cancellationToken) is { Status: ImageStatus.Completed or ImageStatus.Rejected } manifest ? Body(manifest) : null;

    private static BlobRef EntryOf(ImageManifest manifest)
    {
        var countdown = DateTimeOffset.MaxValue.UtcTicks - manifest.CreatedAt.UtcTicks;
        return new(ImageContainers.Catalog, string.Create(CultureInfo.InvariantCulture, $"{countdown:D19}-{manifest.ImageId}"));
    }

    private static string ImageIdOf(BlobProperties entry) => entry.Name[(entry.Name.IndexOf('-', StringComparison.Ordinal) + 1)..];

    private static Func<ImageManifest, bool> Filter(ImageQuery query)
    {
        OkLab? color = query.Color is null ? null : OkLab.FromHex(query.Color);
        return manifest =>
            (query.Status is null || manifest.Status == query.Status)
            && (query.Label is null || manifest.Labels.Any(label => string.Equals(label.Name, query.Label, StringComparison.OrdinalIgnoreCase)))
            && (color is not { } wanted
                || manifest.Analysis?.Palette.Any(swatch => OkLab.FromHex(swatch).DistanceSquared(wanted) <= ColorTolerance * ColorTolerance) is true);
    }

    private static IOException Contended(string imageId) => new($"The manifest of image {imageId} keeps changing.");

    private async Task<(ImageManifest? Manifest, string? ETag)> ReadAsync(string imageId, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenReadAsync(ImageId.Manifest(imageId), cancellationToken: cancellationToken);
        return content is null
            ? (null, null)
            : (await JsonSerializer.DeserializeAsync(content.Stream, ImagesJson.Default.ImageManifest, cancellationToken), content.Properties.ETag);
    }

    private async Task<bool> WriteAsync(ImageManifest manifest, BlobCondition? condition, CancellationToken cancellationToken)
    {
        var written = await blobs.WriteJsonAsync(
            ImageId.Manifest(manifest.ImageId), manifest, ImagesJson.Default.ImageManifest, condition, cancellationToken);
        await cache.RemoveAsync(Finished, manifest.ImageId);
        return written is not null;
    }

    private async Task DeleteAllAsync(string container, string imageId, CancellationToken cancellationToken)
    {
        await foreach (var blob in blobs.ListAllAsync(container, $"{imageId}/", cancellationToken))
        {
            await blobs.DeleteAsync(new(container, blob.Name), cancellationToken: cancellationToken);
        }
    }
}
