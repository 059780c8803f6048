using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionApp.Core.Storage;
using BlobProperties = FunctionApp.Core.Storage.BlobProperties;

namespace FunctionApp.Adapters.Blobs;

/// <summary>Blobs in Azure Blob Storage. Both ways are streams: at most a few blocks of a blob are in memory.</summary>
internal sealed class AzureBlobStore(BlobServiceClient service) : IBlobStore
{
    /// <summary>What is uploaded in one request; larger blobs are staged in blocks and committed at once, so writes stay atomic.</summary>
    private const int BlockSize = 4 * 1024 * 1024;

    private const int BlocksInFlight = 2;

    private readonly ContainersInUse _containers = new(service);

    /// <inheritdoc/>
    public async Task<BlobContent?> OpenReadAsync(BlobRef blob, BlobRange? range = null, CancellationToken cancellationToken = default)
    {
        var client = Client(blob);
        var part = range ?? new BlobRange(0);
        try
        {
            var response = await client.DownloadStreamingAsync(new BlobDownloadOptions { Range = part.ToHttpRange() }, cancellationToken);
            return Content(client, part, response.Value);
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status416RangeNotSatisfiable)
        {
            // Of an empty blob the service has no range at all, but the part from its start is the empty one.
            return part.Offset == 0 ? await OpenReadAsync(blob, range: null, cancellationToken) : null;
        }
    }

    /// <inheritdoc/>
    public async Task<BlobProperties?> GetPropertiesAsync(BlobRef blob, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await Client(blob).GetPropertiesAsync(conditions: null, cancellationToken);
            return response.Value.ToPort(blob.Name);
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<BlobProperties?> WriteAsync(
        BlobRef blob, Stream content, BlobWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var client = Client(blob);
        var asked = BlobWriteOptions.Require(options);

        // A stream that can seek is sent as it is, in one request if it is small; of any other the length is known at the end.
        var counted = content.CanSeek ? null : new CountingStream(content);
        var length = content.CanSeek ? content.Length - content.Position : 0;
        try
        {
            await _containers.EnsureAsync(blob.Container, cancellationToken);
            var response = await client.UploadAsync(
                counted ?? content,
                new BlobUploadOptions
                {
                    HttpHeaders = new BlobHttpHeaders { ContentType = asked.ContentType },
                    Metadata = new Dictionary<string, string>(asked.Metadata, StringComparer.OrdinalIgnoreCase),
                    Conditions = asked.Condition?.ToRequestConditions(),
                    TransferOptions = new()
                    {
                        InitialTransferSize = BlockSize,
                        MaximumTransferSize = BlockSize,
                        MaximumConcurrency = BlocksInFlight,
                    },
                },
                cancellationToken);
            var written = response.Value;
            return new(blob.Name, counted?.Count ?? length, written.ETag.ToPort(), written.LastModified, asked.ContentType, asked.Metadata.ToPort());
        }
        catch (RequestFailedException exception) when (exception.IsUnmetCondition)
        {
            return null;
        }
        catch (RequestFailedException exception)
        {
            if (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                _containers.Forget(blob.Container);
            }

            throw new IOException($"The blob service did not store {blob}: {exception.ErrorCode ?? exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(BlobRef blob, BlobCondition? condition = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await Client(blob).DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots, condition?.ToRequestConditions(), cancellationToken);
            return response.Value;
        }
        catch (RequestFailedException exception) when (exception.IsUnmetCondition)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<Core.Page<BlobProperties>> ListAsync(
        string container, BlobListOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (BlobName.ContainerError(container) is { } error)
        {
            throw new ArgumentException(error, nameof(container));
        }

        options ??= new();
        var marker = ListMarker.Read(options);
        var found = new List<BlobProperties>();
        if (!CanBeginAName(options.Prefix))
        {
            return new(found, Continuation: null);
        }

        try
        {
            // The service may hand out a page that is not full.
            do
            {
                var page = await PageAsync(container, options.Prefix, marker, options.PageSize - found.Count, cancellationToken);
                found.AddRange(page.Values.Select(item => item.ToPort()));
                marker = string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken;
            }
            while (marker is not null && found.Count < options.PageSize);
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
        {
            return new([], Continuation: null);
        }

        return new(found, marker is null ? null : ListMarker.Write(options.Prefix, marker));
    }

    /// <summary>Whether some valid name begins so; the service need not be asked, and would not like to be, about any other prefix.</summary>
    private static bool CanBeginAName(string prefix)
        => BlobName.Error(prefix.Length < BlobName.MaxLength ? $"{prefix}x" : prefix) is null;

    private static BlobContent Content(BlobClient client, BlobRange part, BlobDownloadStreamingResult result)
    {
        var properties = result.Details.ToPort(client.Name);
        var length = part.Within(properties.Length)?.Length ?? 0;
        return new(properties, new BlobReadStream(client, result.Details.ETag, part.Offset, length, result.Content));
    }

    private async Task<Azure.Page<BlobItem>> PageAsync(
        string container, string prefix, string? marker, int pageSize, CancellationToken cancellationToken)
    {
        var pages = service.GetBlobContainerClient(container)
            .GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken)
            .AsPages(marker, pageSize);
        await using var enumerator = pages.GetAsyncEnumerator(cancellationToken);
        return await enumerator.MoveNextAsync() ? enumerator.Current : throw new InvalidOperationException("A listing has at least one page.");
    }

    private BlobClient Client(BlobRef blob)
    {
        BlobName.Require(blob);
        return service.GetBlobContainerClient(blob.Container).GetBlobClient(blob.Name);
    }
}
