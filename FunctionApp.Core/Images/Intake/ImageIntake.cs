using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Pipeline;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using FunctionApp.Core.Webhooks;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Intake;

/// <summary>The door into the image pipeline, for uploads over HTTP and for blobs that were dropped.</summary>
/// <remarks>
/// Admission makes the bytes durable under the hash of their content; submission starts the orchestration under an id derived from the
/// same hash. Either may be repeated, and a crash between the two loses nothing that was acknowledged.
/// </remarks>
public sealed class ImageIntake(
    IBlobStore blobs, ImageCatalog catalog, WebhookReceivers receivers, IOptions<ImageOptions> options, TimeProvider time)
{
    private const int MemoryThreshold = 1 << 20;

    /// <summary>Reads bytes from a caller without accepting them yet.</summary>
    /// <param name="content">Read once, need not be seekable.</param>
    /// <param name="cancellationToken">Gives up; nothing is left behind.</param>
    public async Task<ReceivedImage> ReceiveAsync(Stream content, CancellationToken cancellationToken = default)
    {
        // The id is known only when the last byte is, so small files wait in memory and large ones in a temporary file.
        var spool = new FileBufferingReadStream(content, MemoryThreshold);
        try
        {
            var limit = options.Value.Limits.MaxUploadBytes;
            var digest = await ImageDigest.ComputeAsync(spool, limit, cancellationToken);
            return new(spool, digest, digest.Bytes > limit);
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes received bytes an original.</summary>
    /// <param name="received">The bytes; not too large.</param>
    /// <param name="name">The name the uploader gave.</param>
    /// <param name="presets">Names of the presets to render; empty means all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job to submit.</returns>
    public async Task<ImageJob> AdmitAsync(
        ReceivedImage received, string name, IReadOnlyList<string> presets, CancellationToken cancellationToken = default)
    {
        var job = await JobAsync(received.Digest, name, presets, cancellationToken);
        await blobs.WriteAsync(
            ImageId.Original(job.ImageId),
            received.OpenRead(),
            new() { ContentType = job.Format?.ContentType() ?? "application/octet-stream", Condition = BlobCondition.IfAbsent },
            cancellationToken);
        return job;
    }

    /// <summary>Makes a blob that was dropped into <see cref="ImageContainers.Uploads"/> an original.</summary>
    /// <remarks>A blob over the size limit is not copied: its job is rejected before anyone reads it.</remarks>
    /// <returns>The job to submit; null when the blob is gone.</returns>
    public async Task<ImageJob?> AdmitAsync(string upload, IReadOnlyList<string> presets, CancellationToken cancellationToken = default)
    {
        await using var content = await blobs.OpenReadAsync(new(ImageContainers.Uploads, upload), cancellationToken: cancellationToken);
        if (content is null)
        {
            return null;
        }

        if (content.Properties.Length > options.Value.Limits.MaxUploadBytes)
        {
            var digest = await ImageDigest.ComputeAsync(content.Stream, long.MaxValue, cancellationToken);
            return await JobAsync(digest, upload, presets, cancellationToken);
        }

        await using var received = await ReceiveAsync(content.Stream, cancellationToken);
        return await AdmitAsync(received, upload, presets, cancellationToken);
    }

    /// <summary>Takes in a blob that was dropped into <see cref="ImageContainers.Uploads"/>: what every blob trigger does.</summary>
    /// <returns>What became of it; null when the blob is gone, and then nothing has to be done for it.</returns>
    public async Task<ImageSubmission?> TakeUploadAsync(
        string upload, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
        => await AdmitAsync(upload, presets: [], cancellationToken) is { } job
            ? await SubmitAsync(job, orchestrations, cancellationToken)
            : null;

    /// <summary>Starts processing, unless the image is known already. An image that failed is tried again.</summary>
    public async Task<ImageSubmission> SubmitAsync(
        ImageJob job, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        if (await catalog.FindAsync(job.ImageId, cancellationToken) is { Status: ImageStatus.Completed or ImageStatus.Rejected } known)
        {
            return new(job.ImageId, known.InstanceId, IsNew: false);
        }

        var scheduled = await orchestrations.ScheduleAsync(
            ProcessImage.Name,
            job,
            new() { InstanceId = ImageId.InstanceId(job.ImageId), DedupeStatuses = ScheduleOptions.UnlessFailed },
            cancellationToken);
        return new(job.ImageId, scheduled.InstanceId, scheduled.Created);
    }

    private async Task<ImageJob> JobAsync(ImageDigest digest, string name, IReadOnlyList<string> presets, CancellationToken cancellationToken)
    {
        var imageId = ImageId.FromHash(digest.Sha256.Span);
        var known = await catalog.FindAsync(imageId, cancellationToken);
        return new()
        {
            ImageId = imageId,
            Sha256 = Convert.ToHexStringLower(digest.Sha256.Span),
            Name = name,
            Bytes = digest.Bytes,
            Format = digest.Format,
            Presets = presets,
            Notify = receivers.AnyFor(ImageEvents.OfOneImage),
            AcceptedAt = known?.CreatedAt ?? time.GetUtcNow(),
        };
    }
}
