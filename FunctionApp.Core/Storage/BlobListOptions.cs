namespace FunctionApp.Core.Storage;

/// <summary>Which blobs to list.</summary>
public sealed record BlobListOptions
{
    /// <summary>The most blobs in a page.</summary>
    public const int MaxPageSize = 5000;

    /// <summary>Only names that start with this, compared by character; empty means all.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Blobs in a page, 1 to 5,000; 1,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside these bounds.</exception>
    public int PageSize
    {
        get;
        init => field = value is >= 1 and <= MaxPageSize ? value : throw new ArgumentOutOfRangeException(nameof(value), value, message: null);
    } = 1000;

    /// <summary>Token of the page before; null for the first.</summary>
    public string? Continuation { get; init; }
}
