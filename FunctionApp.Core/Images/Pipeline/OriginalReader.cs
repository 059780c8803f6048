using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Brings an original's bytes into memory for the engines.</summary>
public sealed class OriginalReader(IBlobStore blobs)
{
    /// <summary>Reads the original of a job.</summary>
    /// <returns>The bytes; dispose to free them.</returns>
    /// <exception cref="FileNotFoundException">The original was deleted meanwhile.</exception>
    public async Task<UnmanagedMemory> ReadAsync(ImageJob job, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenReadAsync(ImageId.Original(job.ImageId), cancellationToken: cancellationToken)
            ?? throw new FileNotFoundException($"The original of image {job.ImageId} is gone.");

        return await UnmanagedMemory.ReadAsync(content.Stream, content.Properties.Length, cancellationToken);
    }
}
