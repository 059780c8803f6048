using System.Buffers;
using FunctionApp.Core.Images.Vips.Native;

namespace FunctionApp.Core.Images.Vips;

/// <summary>One image at the sizes its renditions need: the largest comes from the file, each smaller one from a larger one.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class VipsPyramid(VipsImage largest) : IDisposable
{
    /// <summary>How much larger a picture must be for another to be made of it without a loss that shows.</summary>
    private const int SafeRatio = 2;

    // From large to small.
    private readonly List<VipsImage> _levels = [largest];

    /// <summary>Makes one encoding.</summary>
    public IMemoryOwner<byte> Encode(RenderStep step)
        => VipsEncoder.Encode(At(step.Geometry.FullWidth, step.Geometry.FullHeight), step.Geometry, step.Format, step.Quality);

    public void Dispose() => _levels.ForEach(level => level.Dispose());

    private VipsImage At(int width, int height)
    {
        if (_levels.Find(level => level.Width == width && level.Height == height) is { } made)
        {
            return made;
        }

        var from = _levels.FindLast(level => level.Width >= SafeRatio * width && level.Height >= SafeRatio * height) ?? _levels[0];
        var picture = from.Apply("copy").ToImage().Resize(width, height).ToMemory();
        _levels.Insert(_levels.FindIndex(level => level.Width < width) is var smaller and >= 0 ? smaller : _levels.Count, picture);
        return picture;
    }
}
