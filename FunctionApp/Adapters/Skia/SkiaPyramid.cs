using FunctionApp.Core.Images.Engines;
using SkiaSharp;

namespace FunctionApp.Adapters.Skia;

/// <summary>One picture in ever smaller sizes, each made of the one before.</summary>
/// <param name="picture">The largest; taken over.</param>
internal sealed class SkiaPyramid(SKBitmap picture) : IDisposable
{
    private SKBitmap _smallest = picture;

    /// <summary>The picture scaled for a rendition. Ask from large to small: what came before is gone.</summary>
    public SKBitmap At(RenditionGeometry geometry)
    {
        if (_smallest.Width != geometry.FullWidth || _smallest.Height != geometry.FullHeight)
        {
            using var larger = _smallest;
            _smallest = SkiaResampler.Shrink(larger, new(geometry.FullWidth, geometry.FullHeight));
        }

        return _smallest;
    }

    /// <inheritdoc/>
    public void Dispose() => _smallest.Dispose();
}
