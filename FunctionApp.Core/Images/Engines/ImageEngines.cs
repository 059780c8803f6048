using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Engines;

/// <summary>The host's image engines behind one face: each job goes to the first engine, in configured order, that can do it.</summary>
public sealed class ImageEngines(IEnumerable<IImageEngine> engines, IOptions<ImageOptions> options)
{
    private readonly IReadOnlyList<IImageEngine> _engines = InOrder([.. engines], options.Value.Engines);

    /// <summary>Whether some engine writes a format.</summary>
    public bool CanMake(ImageFormat format) => _engines.Any(engine => engine.Capabilities.Outputs.Contains(format));

    /// <summary>Reads what an image says of itself; refuses what is no image, or of no accepted format, or over a limit.</summary>
    public async Task<ImageResult<ImageProbe>> ProbeAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        => TryFindReader(source, out var engine, out var failure) ? await engine.ProbeAsync(source, cancellationToken) : failure;

    /// <summary>Makes renditions, one decode per engine that takes part.</summary>
    /// <returns>Null when all were made.</returns>
    public async Task<ImageFailure?> RenderAsync(
        ReadOnlyMemory<byte> source,
        IReadOnlyList<RenditionSpec> specs,
        Func<EncodedImage, CancellationToken, Task> onRendered,
        CancellationToken cancellationToken = default)
    {
        if (!TryFindReader(source, out _, out var unreadable))
        {
            return unreadable;
        }

        var format = ImageFormats.Recognise(Head(source));
        foreach (var share in specs.ToLookup(spec => _engines.FirstOrDefault(engine => CanRead(engine, format) && engine.Capabilities.CanRender(spec))))
        {
            if (share.Key is not { } engine)
            {
                return new(ImageFailureKind.UnsupportedFormat, $"No engine of this host can make {share.First().Name} of {format}.");
            }

            if (await engine.RenderAsync(source, [.. share], onRendered, cancellationToken) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>Decodes a small upright picture for analysis.</summary>
    public async Task<ImageResult<RgbaImage>> DecodePreviewAsync(
        ReadOnlyMemory<byte> source, int maxSide, CancellationToken cancellationToken = default)
        => TryFindReader(source, out var engine, out var failure)
            ? await engine.DecodePreviewAsync(source, maxSide, cancellationToken)
            : failure;

    private static bool CanRead(IImageEngine engine, ImageFormat? format) => format is { } known && engine.Capabilities.Inputs.Contains(known);

    private static ReadOnlySpan<byte> Head(ReadOnlyMemory<byte> source) => source.Span[..Math.Min(source.Length, ImageFormats.HeadLength)];

    private static IReadOnlyList<IImageEngine> InOrder(IReadOnlyList<IImageEngine> engines, IReadOnlyList<string> order) => order.Count == 0
        ? engines
        : [.. order.Select(name => engines.First(engine => string.Equals(engine.Name, name, StringComparison.OrdinalIgnoreCase)))];

    private bool TryFindReader(
        ReadOnlyMemory<byte> source, [NotNullWhen(true)] out IImageEngine? reader, [NotNullWhen(false)] out ImageFailure? failure)
    {
        var format = ImageFormats.Recognise(Head(source));
        reader = _engines.FirstOrDefault(engine => CanRead(engine, format));
        failure = reader is not null
            ? null
            : (source.IsEmpty, format) switch
            {
                (true, _) => new(ImageFailureKind.NotAnImage, "The file is empty."),
                (_, null) => new(ImageFailureKind.NotAnImage, "The bytes are those of no image format we know."),
                _ => new(ImageFailureKind.UnsupportedFormat, $"Images of format {format} are not accepted."),
            };
        return reader is not null;
    }
}
