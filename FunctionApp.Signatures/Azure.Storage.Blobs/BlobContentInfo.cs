#nullable disable

namespace Azure.Storage.Blobs.Models;

public class BlobContentInfo
{
    internal BlobContentInfo()
    {
    }

    public ETag ETag => throw null;
    public DateTimeOffset LastModified => throw null;
}
