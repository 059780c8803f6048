namespace FunctionApp.Core.Images.Engines;

/// <summary>Decodes, scales and encodes images.</summary>
/// <remarks>
/// Orientation is applied, colours come out as sRGB, metadata is left behind. Work runs on threads of the engine's own and is bounded by
/// <see cref="ImageLimits.MaxMegapixelsInFlight"/>, so that callers never starve. The source memory must stay valid until the task ends.
/// </remarks>
public interface IImageEngine
{
    /// <summary>The engine's name, as in configuration.</summary>
    string Name { get; }

    /// <summary>What the engine can do.</summary>
    ImageEngineCapabilities Capabilities { get; }

    /// <summary>Reads what the image says of itself and refuses what is over a limit, before any pixel is decoded.</summary>
    Task<ImageResult<ImageProbe>> ProbeAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default);

    /// <summary>Makes several renditions from one decode.</summary>
    /// <param name="source">The encoded image.</param>
    /// <param name="specs">What to make.</param>
    /// <param name="onRendered">Takes each rendition as soon as it is made, one at a time; its memory is reused afterwards.</param>
    /// <param name="cancellationToken">Stops between renditions.</param>
    /// <returns>Null when all were made. Truncated or damaged pixels are a failure, never a grey area.</returns>
    Task<ImageFailure?> RenderAsync(
        ReadOnlyMemory<byte> source,
        IReadOnlyList<RenditionSpec> specs,
        Func<EncodedImage, CancellationToken, Task> onRendered,
        CancellationToken cancellationToken = default);

    /// <summary>Decodes a small upright picture for analysis.</summary>
    /// <param name="source">The encoded image.</param>
    /// <param name="maxSide">The longer side is at most this many pixels.</param>
    /// <param name="cancellationToken">Gives up before decoding starts.</param>
    Task<ImageResult<RgbaImage>> DecodePreviewAsync(ReadOnlyMemory<byte> source, int maxSide, CancellationToken cancellationToken = default);
}
