namespace FunctionApp.Core.Storage;

/// <summary>What a store knows about a blob besides its bytes.</summary>
/// <param name="Name">The blob's name in its container.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ETag">Changes with every write; a quoted string, as in HTTP (RFC 9110, 8.8.3).</param>
/// <param name="LastModified">When it was last written (UTC).</param>
/// <param name="ContentType">Media type given by the writer; application/octet-stream by default.</param>
/// <param name="Metadata">Names (letters, digits, underscores; compared without case) and values given by the writer.</param>
public sealed record BlobProperties(
    string Name, long Length, string ETag, DateTimeOffset LastModified, string ContentType, IReadOnlyDictionary<string, string> Metadata);
