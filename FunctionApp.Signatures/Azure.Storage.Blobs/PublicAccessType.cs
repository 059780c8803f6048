#nullable disable

namespace Azure.Storage.Blobs.Models;

public enum PublicAccessType
{
    None,
}
