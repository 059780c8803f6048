namespace FunctionApp.Core.Images;

/// <summary>Names of formats at the system's edges: media types, file extensions, the first bytes of a file.</summary>
public static class ImageFormats
{
    /// <summary>How many first bytes of a file <see cref="Recognise"/> wants to see.</summary>
    public const int HeadLength = 256;

    private static ReadOnlySpan<byte> JpegMagic => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> PngMagic => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The format's media type.</summary>
    public static string ContentType(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.WebP => "image/webp",
        ImageFormat.Avif => "image/avif",
        ImageFormat.Gif => "image/gif",
        ImageFormat.Tiff => "image/tiff",
        ImageFormat.Svg => "image/svg+xml",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, message: null),
    };

    /// <summary>The format's usual file extension, without a dot.</summary>
    public static string Extension(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpg",
        ImageFormat.Png => "png",
        ImageFormat.WebP => "webp",
        ImageFormat.Avif => "avif",
        ImageFormat.Gif => "gif",
        ImageFormat.Tiff => "tif",
        ImageFormat.Svg => "svg",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, message: null),
    };

    /// <summary>Recognises a format by the first bytes of a file; null when they are those of no format we know.</summary>
    /// <param name="head">The first <see cref="HeadLength"/> bytes, or all there are.</param>
    public static ImageFormat? Recognise(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith(JpegMagic) => ImageFormat.Jpeg,
        _ when head.StartsWith(PngMagic) => ImageFormat.Png,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => ImageFormat.Gif,
        _ when head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) => ImageFormat.WebP,
        _ when head.Length >= 12 && head[4..].StartsWith("ftypavi"u8) && head[11] is (byte)'f' or (byte)'s' => ImageFormat.Avif,
        _ when head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) => ImageFormat.Tiff,
        _ when LooksLikeSvg(head) => ImageFormat.Svg,
        _ => null,
    };

    private static bool LooksLikeSvg(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8);
        return head.StartsWith("<svg"u8)
            || ((head.StartsWith("<?xml"u8) || head.StartsWith("<!DOCTYPE svg"u8) || head.StartsWith("<!--"u8)) && head.IndexOf("<svg"u8) >= 0);
    }
}
