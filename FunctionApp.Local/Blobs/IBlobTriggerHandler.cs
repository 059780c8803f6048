using FunctionApp.Core.Storage;

namespace FunctionApp.Local.Blobs;

/// <summary>What happens when a blob appears or changes.</summary>
internal interface IBlobTriggerHandler
{
    /// <summary>Handles one version of a blob.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="properties">The version to handle; its ETag says which.</param>
    /// <param name="cancellationToken">Cancelled when the host stops; the version is then handled after the next start.</param>
    /// <remarks>
    /// Called at least once per version: again if it throws, or if the process dies before the receipt is on the disk. It must
    /// therefore be idempotent, as work is that is named by the hash of the content.
    /// </remarks>
    Task HandleAsync(BlobRef blob, BlobProperties properties, CancellationToken cancellationToken);
}
