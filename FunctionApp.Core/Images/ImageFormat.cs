using System.Text.Json.Serialization;

namespace FunctionApp.Core.Images;

/// <summary>An encoded image format, by its content and never by a file's name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageFormat>))]
public enum ImageFormat
{
    /// <summary>JPEG (ISO/IEC 10918-1).</summary>
    [JsonStringEnumMemberName("jpeg")]
    Jpeg,

    /// <summary>PNG (RFC 2083 and its successors).</summary>
    [JsonStringEnumMemberName("png")]
    Png,

    /// <summary>WebP (RFC 9649).</summary>
    [JsonStringEnumMemberName("webp")]
    WebP,

    /// <summary>AVIF (AV1 Image File Format).</summary>
    [JsonStringEnumMemberName("avif")]
    Avif,

    /// <summary>GIF89a and GIF87a.</summary>
    [JsonStringEnumMemberName("gif")]
    Gif,

    /// <summary>TIFF 6.0.</summary>
    [JsonStringEnumMemberName("tiff")]
    Tiff,

    /// <summary>Scalable Vector Graphics; off by default, because it can carry scripts and references.</summary>
    [JsonStringEnumMemberName("svg")]
    Svg,
}
