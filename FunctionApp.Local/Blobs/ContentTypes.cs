using System.Collections.Frozen;
using FunctionApp.Core.Images;

namespace FunctionApp.Local.Blobs;

/// <summary>What a file is when nobody has said: by its extension, else by its first bytes.</summary>
internal static class ContentTypes
{
    public const string Unknown = "application/octet-stream";

    private static readonly FrozenDictionary<string, string> ByExtension = new Dictionary<string, string>
    {
        [".avif"] = "image/avif",
        [".bmp"] = "image/bmp",
        [".csv"] = "text/csv",
        [".gif"] = "image/gif",
        [".gz"] = "application/gzip",
        [".heic"] = "image/heic",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".json"] = "application/json",
        [".ndjson"] = "application/x-ndjson",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
        [".txt"] = "text/plain",
        [".webp"] = "image/webp",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The type that the extension of a blob's name stands for; null when it has none that we know.</summary>
    public static string? OfName(string name) => ByExtension.GetValueOrDefault(Path.GetExtension(name));

    /// <summary>The type of a file that a user put there.</summary>
    /// <param name="head">The file's first <see cref="ImageFormats.HeadLength"/> bytes.</param>
    public static string OfContent(ReadOnlySpan<byte> head) => ImageFormats.Recognise(head)?.ContentType() ?? Unknown;
}
