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
    public async Task<Original> ReadAsync(ImageJob job, CancellationToken cancellationToken)
    {
        var room = await _gate.EnterAsync(job.Bytes, cancellationToken);
        try
        {
            await using var content = await blobs.OpenReadAsync(ImageId.Original(job.ImageId), cancellationToken: cancellationToken)
                ?? throw new FileNotFoundException($"The original of image {job.ImageId} is gone.");

            return new(await UnmanagedMemory.ReadAsync(content.Stream, content.Properties.Length, cancellationToken), room);
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }
}
