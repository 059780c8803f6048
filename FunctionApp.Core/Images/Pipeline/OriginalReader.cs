using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Brings originals into memory for the engines, no more at the same time than the limits allow.</summary>
public sealed class OriginalReader(IBlobStore blobs, IOptions<ImageOptions> options)
{
    /// <summary>One image is read or stored while another is worked on.</summary>
    private readonly WeightedGate _gate = new(
        2 * (options.Value.Limits.MaxConcurrentImages > 0 ? options.Value.Limits.MaxConcurrentImages : Environment.ProcessorCount),
        options.Value.Limits.MaxBytesInFlight);

    /// <summary>Reads the original of a job, as soon as there is room for it.</summary>
    /// <returns>The bytes; dispose to free them.</returns>
    /// <exception cref="FileNotFoundException">The original was deleted meanwhile.</exception>
    public Task<Original> ReadAsync(ImageJob job, CancellationToken cancellationToken) => ReadAsync(job.ImageId, job.Bytes, cancellationToken);

    /// <summary>Reads an original, as soon as there is room for it.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="bytes">How long it is said to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes; dispose to free them.</returns>
    /// <exception cref="FileNotFoundException">The original was deleted meanwhile.</exception>
    public async Task<Original> ReadAsync(string imageId, long bytes, CancellationToken cancellationToken)
    {
        var room = await _gate.EnterAsync(bytes, cancellationToken);
        try
        {
            await using var content = await blobs.OpenReadAsync(ImageId.Original(imageId), cancellationToken: cancellationToken)
                ?? throw new FileNotFoundException($"The original of image {imageId} is gone.");

            return new(await UnmanagedMemory.ReadAsync(content.Stream, content.Properties.Length, cancellationToken), room);
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }
}
