using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Tests.Images.Fixtures;

namespace FunctionApp.Tests.Contracts;

/// <summary>An image engine, and what tests do with it again and again.</summary>
internal sealed class EngineUnderTest(IImageEngine engine, CancellationToken cancellationToken) : IDisposable
{
    public IImageEngine Port => engine;

    public async Task<(ImageProbe? Probe, ImageFailure? Failure)> ProbeAsync(byte[] source)
    {
        var result = await engine.ProbeAsync(source, cancellationToken);
        return (result.Value, result.Failure);
    }

    public async Task<Picture> PreviewAsync(byte[] source, int maxSide)
    {
        var preview = await engine.DecodePreviewAsync(source, maxSide, cancellationToken);
        Assert.IsNull(preview.Failure);
        return Picture.Of(preview.Value!);
    }

    public async Task<RenderedPicture> RenderAsync(byte[] source, RenditionSpec spec) => (await RenderAllAsync(source, [spec]))[0];

    /// <summary>Renders, and decodes what was rendered; in the order of the specs.</summary>
    public async Task<IReadOnlyList<RenderedPicture>> RenderAllAsync(byte[] source, IReadOnlyList<RenditionSpec> specs)
    {
        var rendered = new Dictionary<RenditionSpec, (int Width, int Height, byte[] Bytes)>();
        var failure = await engine.RenderAsync(
            source,
            specs,
            (rendition, _) =>
            {
                rendered.Add(rendition.Spec, (rendition.Width, rendition.Height, rendition.Bytes.ToArray()));
                return Task.CompletedTask;
            },
            cancellationToken);
        Assert.IsNull(failure);
        var pictures = new List<RenderedPicture>();
        foreach (var spec in specs)
        {
            var (width, height, bytes) = rendered[spec];
            pictures.Add(new RenderedPicture((width, height), bytes, await PreviewAsync(bytes, maxSide: 10_000)));
        }

        return pictures;
    }

    /// <summary>Probes, renders and previews.</summary>
    /// <returns>The failure of each; null where it succeeded.</returns>
    public async Task<IReadOnlyList<ImageFailure?>> TryAllAsync(byte[] source)
    {
        RenditionSpec[] specs = [new RenditionSpec { Name = "r", Width = 16, Format = ImageFormat.Jpeg, Quality = 80 }];
        return
        [
            (await ProbeAsync(source)).Failure,
            await engine.RenderAsync(source, specs, (_, _) => Task.CompletedTask, cancellationToken),
            (await engine.DecodePreviewAsync(source, maxSide: 16, cancellationToken)).Failure,
        ];
    }

    public void Dispose() => (engine as IDisposable)?.Dispose();
}
