using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Local.Blobs;

/// <summary>Where the file store keeps its blobs.</summary>
internal sealed record FileBlobStoreOptions
{
    /// <summary>
    /// The data folder. Blobs are the plain files under <c>blobs/{container}/{name}</c>; what belongs to the store alone is beside it, in
    /// <c>blob-temp</c>, <c>blob-properties</c> and <c>blob-receipts</c>. All of it is on one file system: a rename across two is no longer atomic.
    /// </summary>
    [Required]
    public string RootPath { get; set; } = "";
}
