#nullable disable

using Azure.Core;

namespace Azure.Storage.Blobs;

public class BlobServiceClient
{
    protected BlobServiceClient()
    {
    }

    public BlobServiceClient(string connectionString) => throw null;

    public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions options = null) => throw null;

    public virtual BlobContainerClient GetBlobContainerClient(string blobContainerName) => throw null;
}
