#nullable disable

using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs;

public class BlobContainerClient
{
    protected BlobContainerClient()
    {
    }

    public virtual BlobClient GetBlobClient(string blobName) => throw null;

    public virtual Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string> metadata = null,
        BlobContainerEncryptionScopeOptions encryptionScopeOptions = null,
        CancellationToken cancellationToken = default)
        => throw null;

    public virtual AsyncPageable<BlobItem> GetBlobsAsync(BlobTraits traits, BlobStates states, string prefix, CancellationToken cancellationToken) => throw null;
}
