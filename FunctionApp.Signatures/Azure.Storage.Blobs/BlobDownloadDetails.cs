#nullable disable

namespace Azure.Storage.Blobs.Models;

public class BlobDownloadDetails
{
    public long ContentLength => throw null;
    public string ContentRange => throw null;
    public string ContentType => throw null;
    public ETag ETag => throw null;
    public DateTimeOffset LastModified => throw null;
    public IDictionary<string, string> Metadata => throw null;
}
