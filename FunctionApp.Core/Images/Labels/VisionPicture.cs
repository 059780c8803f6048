using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Core.Images.Labels;

/// <summary>Makes of any image one that the vision service takes: a JPEG no larger than it has to be.</summary>
public sealed class VisionPicture(ImageEngines engines)
{
    private const int Quality = 88;

    /// <summary>Scales an image down to the service's limits.</summary>
    /// <param name="original">The encoded image.</param>
    /// <param name="maxSide">The longer side in pixels, unless the shorter one would become too short.</param>
    /// <param name="cancellationToken">Gives up before the next step.</param>
    /// <returns>The JPEG; or why there can be none.</returns>
    public async Task<ImageResult<byte[]>> MakeAsync(ReadOnlyMemory<byte> original, int maxSide, CancellationToken cancellationToken)
    {
        var probed = await engines.ProbeAsync(original, cancellationToken);
        if (!probed.TryGetValue(out var probe, out var unreadable))
        {
            return unreadable;
        }

        if (SideFor(probe.Width, probe.Height, maxSide) is not { } side)
        {
            return new ImageFailure(
                ImageFailureKind.UnsupportedFormat,
                $"The vision service takes no image of {probe.Width} x {probe.Height} pixels.");
        }

        var spec = new RenditionSpec { Name = "vision.jpg", Width = side, Height = side, Format = ImageFormat.Jpeg, Quality = Quality };
        byte[] picture = [];
        var damage = await engines.RenderAsync(
            original,
            [spec],
            (image, _) =>
            {
                picture = image.Bytes.ToArray();
                return Task.CompletedTask;
            },
            cancellationToken);

        if (damage is not null)
        {
            return damage;
        }

        return picture.Length < VisionLimits.MaxBytes
            ? picture
            : new ImageFailure(ImageFailureKind.TooLarge, $"The vision service takes no image of {picture.Length:N0} bytes.");
    }

    /// <summary>The longer side to scale an image to; null when no scaling brings both sides within the service's limits.</summary>
    internal static int? SideFor(int width, int height, int maxSide)
    {
        var (shorter, longer) = width < height ? (width, height) : (height, width);
        if (shorter < VisionLimits.MinSide)
        {
            return null;
        }

        // Rounded up, so that the shorter side does not end up a pixel short.
        var least = (int)Math.Ceiling(VisionLimits.MinSide * (double)longer / shorter);
        var side = Math.Min(longer, Math.Max(maxSide, least));
        return side <= VisionLimits.MaxSide ? side : null;
    }
}
