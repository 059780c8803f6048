#nullable disable

using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Specialized;

public class BlobBaseClient
{
    protected BlobBaseClient()
    {
    }

    public virtual string Name => throw null;

    public virtual Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(BlobDownloadOptions options = default, CancellationToken cancellationToken = default) => throw null;

    public virtual Task<Response<BlobProperties>> GetPropertiesAsync(BlobRequestConditions conditions = default, CancellationToken cancellationToken = default) => throw null;

    public virtual Task<Response<bool>> DeleteIfExistsAsync(DeleteSnapshotsOption snapshotsOption = default, BlobRequestConditions conditions = default, CancellationToken cancellationToken = default) => throw null;
}
