#nullable disable

namespace Azure.Storage.Blobs.Models;

public enum DeleteSnapshotsOption
{
    None = 0,
    IncludeSnapshots = 1,
}
