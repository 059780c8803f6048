namespace FunctionApp.Core.Storage;

/// <summary>Which blobs to list.</summary>
public sealed record BlobListOptions
{
    /// <summary>Only names that start with this, compared by character; empty means all.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Blobs in a page, 1 to 5,000.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Token of the page before; null for the first.</summary>
    public string? Continuation { get; init; }
}
