namespace FunctionApp.Core.Images;

/// <summary>Images that no engine here takes, so that whoever sends one is told that rather than that it is no image.</summary>
internal static class UnacceptedFormats
{
    /// <summary>The usual name of such a format by a file's first bytes; null when they are of none.</summary>
    public static string? Recognise(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.Length >= 12 && head[4..].StartsWith("ftyp"u8) => HeifBrand(head.Slice(8, 4)),
        _ when head.StartsWith("BM"u8) && head.Length >= 26 && head[6..].StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 0]) => "BMP",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || head.StartsWith("\0\0\0\u000CJXL "u8) => "JPEG XL",
        _ when head.StartsWith("\0\0\0\u000CjP  "u8) => "JPEG 2000",
        _ when head.StartsWith("8BPS"u8) => "Photoshop",
        _ => null,
    };

    private static string? HeifBrand(ReadOnlySpan<byte> brand)
        => brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) ? "HEIC" : null;
}
