#nullable disable

namespace Azure.Storage.Blobs.Models;

public class BlobDownloadStreamingResult : IDisposable
{
    internal BlobDownloadStreamingResult()
    {
    }

    public BlobDownloadDetails Details => throw null;
    public Stream Content => throw null;
    public void Dispose() => throw null;
}
