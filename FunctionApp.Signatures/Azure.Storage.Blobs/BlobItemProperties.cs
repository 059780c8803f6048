#nullable disable

namespace Azure.Storage.Blobs.Models;

public class BlobItemProperties
{
    internal BlobItemProperties()
    {
    }

    public long? ContentLength => throw null;
    public string ContentType => throw null;
    public ETag? ETag => throw null;
    public DateTimeOffset? LastModified => throw null;
}
