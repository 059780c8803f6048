namespace FunctionApp.Core.Storage;

/// <summary>What is stored with a blob's bytes, and when the write may happen.</summary>
public sealed record BlobWriteOptions
{
    /// <summary>Media type; application/octet-stream by default.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Names (a letter or underscore, then letters, digits, underscores) and printable ASCII values; at most 8 KB together.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What must hold for the write to happen; null means always.</summary>
    public BlobCondition? Condition { get; init; }
}
