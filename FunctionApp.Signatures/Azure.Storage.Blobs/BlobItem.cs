#nullable disable

namespace Azure.Storage.Blobs.Models;

public class BlobItem
{
    internal BlobItem()
    {
    }

    public string Name => throw null;
    public BlobItemProperties Properties => throw null;
    public IDictionary<string, string> Metadata => throw null;
}
