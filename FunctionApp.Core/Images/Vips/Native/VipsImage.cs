using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>A reference to a libvips image: a header, and pixels that are computed when asked for.</summary>
internal sealed class VipsImage() : SafeHandle(0, ownsHandle: true)
{
    /// <summary>8-bit channels (VIPS_FORMAT_UCHAR).</summary>
    public const int UnsignedByte = 0;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Pixels across, as stored.</summary>
    public int Width => LibVips.ImageGetWidth(this);

    /// <summary>Pixels down, as stored.</summary>
    public int Height => LibVips.ImageGetHeight(this);

    /// <summary>Channels, alpha included.</summary>
    public int Bands => LibVips.ImageGetBands(this);

    /// <summary>The number type of a channel (VipsBandFormat).</summary>
    public int BandFormat => LibVips.ImageGetFormat(this);

    /// <summary>What the channels mean.</summary>
    public VipsInterpretation Interpretation => (VipsInterpretation)LibVips.ImageGetInterpretation(this);

    public bool HasAlpha => LibVips.ImageHasAlpha(this) != 0;

    public bool HasProfile => Has("icc-profile-data");

    /// <summary>EXIF orientation, 1 to 8.</summary>
    public int Orientation => LibVips.ImageGetOrientation(this);

    /// <summary>Frames or pages in the file, however many of them are loaded.</summary>
    /// <remarks>Read from the metadata: vips_image_get_n_pages answers 1 for what it thinks too many.</remarks>
    public int Pages => Has("n-pages") && LibVips.ImageGetInt(this, "n-pages", out var pages) == 0 ? Math.Max(1, pages) : 1;

    /// <summary>Starts an operation on this image.</summary>
    public VipsOperation Apply(string nickname, string argument = "in") => VipsOperation.Create(nickname).Set(argument, this);

    /// <summary>Computes all pixels into memory.</summary>
    /// <exception cref="VipsException">They could not be computed.</exception>
    public VipsImage CopyToMemory(CancellationToken cancellationToken = default)
    {
        using var kill = cancellationToken.UnsafeRegister(static image => LibVips.ImageSetKill((VipsImage)image!, 1), this);
        var copy = LibVips.ImageCopyMemory(this);
        if (copy.IsInvalid)
        {
            var failure = VipsException.Take();
            cancellationToken.ThrowIfCancellationRequested();
            throw failure;
        }

        return copy;
    }

    /// <summary>The 8-bit pixels of an image in memory, row after row.</summary>
    public unsafe byte[] ToArray() => new ReadOnlySpan<byte>(Pixels(), checked(Width * Height * Bands)).ToArray();

    /// <summary>Whether the last of the 8-bit channels of an image in memory is at its highest everywhere.</summary>
    public unsafe bool IsOpaque()
    {
        var bands = Bands;
        var pixels = Pixels();
        var end = pixels + ((long)Width * Height * bands);
        for (var alpha = pixels + bands - 1; alpha < end; alpha += bands)
        {
            if (*alpha != byte.MaxValue)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibVips.ObjectUnref(handle);
        return true;
    }

    private bool Has(string field) => LibVips.ImageGetTypeOf(this, field) != 0;

    private unsafe byte* Pixels() => LibVips.ImageGetData(this) is var pixels && pixels is null ? throw VipsException.Take() : pixels;
}
