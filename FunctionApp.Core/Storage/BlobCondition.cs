namespace FunctionApp.Core.Storage;

/// <summary>What must hold of the blob for an operation to happen, checked atomically with it.</summary>
/// <param name="IfMatch">The blob has this ETag; "*" means it exists.</param>
/// <param name="IfNoneMatch">The blob does not have this ETag; "*" means it does not exist.</param>
public sealed record BlobCondition(string? IfMatch = null, string? IfNoneMatch = null)
{
    /// <summary>Only if there is no such blob yet.</summary>
    public static BlobCondition IfAbsent { get; } = new(IfNoneMatch: "*");

    /// <summary>Only if the blob is still the version with this ETag.</summary>
    public static BlobCondition IfUnchanged(string etag) => new(IfMatch: etag);

    /// <summary>Whether the condition holds.</summary>
    /// <param name="currentETag">The blob's ETag; null when there is no blob.</param>
    public bool IsMetBy(string? currentETag)
        => (IfMatch is null || (currentETag is not null && (IfMatch == "*" || IfMatch == currentETag)))
            && (IfNoneMatch is null || currentETag is null || (IfNoneMatch != "*" && IfNoneMatch != currentETag));
}
