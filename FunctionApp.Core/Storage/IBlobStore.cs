namespace FunctionApp.Core.Storage;

/// <summary>Bytes by name, in containers that come into being when they are first written to.</summary>
/// <remarks>
/// Writes are atomic and durable: readers see the old blob or the new one, never a mixture, and a write that returned survives a
/// power cut. Absence and unmet conditions are answers, not exceptions. Names are checked by <see cref="BlobName"/>.
/// </remarks>
public interface IBlobStore
{
    /// <summary>Opens a blob for reading; later writes do not change what this stream delivers. The stream of a whole blob can seek.</summary>
    /// <returns>Null when there is no such blob, or the range starts past its end.</returns>
    /// <exception cref="ArgumentException">The reference breaks a naming rule.</exception>
    Task<BlobContent?> OpenReadAsync(BlobRef blob, BlobRange? range = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a blob's properties; null when there is no such blob.</summary>
    /// <exception cref="ArgumentException">The reference breaks a naming rule.</exception>
    Task<BlobProperties?> GetPropertiesAsync(BlobRef blob, CancellationToken cancellationToken = default);

    /// <summary>Creates or replaces a blob.</summary>
    /// <returns>The new properties; null when the condition was not met, and then nothing changed.</returns>
    /// <exception cref="ArgumentException">The reference, content type or metadata breaks a rule.</exception>
    /// <exception cref="IOException">The bytes could not be stored, for example for lack of space; nothing changed.</exception>
    Task<BlobProperties?> WriteAsync(BlobRef blob, Stream content, BlobWriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a blob.</summary>
    /// <returns>False when there was no such blob or the condition was not met.</returns>
    /// <exception cref="ArgumentException">The reference breaks a naming rule.</exception>
    Task<bool> DeleteAsync(BlobRef blob, BlobCondition? condition = null, CancellationToken cancellationToken = default);

    /// <summary>Lists blobs in ordinal order of their names' UTF-8 bytes. A container that does not exist is empty.</summary>
    /// <exception cref="ArgumentException">The container breaks a naming rule, or the continuation is not one this list handed out.</exception>
    Task<Page<BlobProperties>> ListAsync(string container, BlobListOptions? options = null, CancellationToken cancellationToken = default);
}
