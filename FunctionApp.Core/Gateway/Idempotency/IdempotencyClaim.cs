using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Gateway.Idempotency;

/// <summary>What asking for a key came to: it is ours, somebody else is at it, or the call was made before.</summary>
/// <param name="Blob">Where the record is.</param>
/// <param name="ETag">The version that is ours; null when the key is not.</param>
/// <param name="Record">What the record says.</param>
internal sealed record IdempotencyClaim(BlobRef Blob, string? ETag, IdempotencyRecord Record)
{
    /// <summary>Whether this call is the one to be made.</summary>
    public bool IsOurs => ETag is not null;

    /// <summary>Whether the call was made and answered before.</summary>
    public bool IsCompleted => Record.CompletedAt is not null;
}
