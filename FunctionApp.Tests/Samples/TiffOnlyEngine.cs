using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Tests.Samples;

/// <summary>Takes what it is given and answers with the smallest file of the format that was asked for, or with a failure.</summary>
internal sealed class TiffOnlyEngine(ImageFailure? failure = null) : IImageEngine
{
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9];

    public static readonly byte[] Png =
    [
        0x89, .. "PNG\r\n\x1A\n"u8,
        0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89,
        0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82,
    ];

    public string Name => "tiff-only";

    public ImageEngineCapabilities Capabilities { get; } = new(
        new HashSet<ImageFormat> { ImageFormat.Tiff },
        new HashSet<ImageFormat> { ImageFormat.Jpeg, ImageFormat.Png },
        new HashSet<ImageFit> { ImageFit.Inside });

    public List<(byte[] Source, RenditionSpec Spec)> Requests { get; } = [];

    public async Task<ImageFailure?> RenderAsync(
        ReadOnlyMemory<byte> source,
        IReadOnlyList<RenditionSpec> specs,
        Func<EncodedImage, CancellationToken, Task> onRendered,
        CancellationToken cancellationToken = default)
    {
        if (failure is not null)
        {
            return failure;
        }

        foreach (var spec in specs)
        {
            Requests.Add((source.ToArray(), spec));
            await onRendered(new EncodedImage(spec, Width: 1, Height: 1, spec.Format == ImageFormat.Png ? Png : Jpeg), cancellationToken);
        }

        return null;
    }

    public Task<ImageResult<ImageProbe>> ProbeAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ImageResult<RgbaImage>> DecodePreviewAsync(ReadOnlyMemory<byte> source, int maxSide, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
