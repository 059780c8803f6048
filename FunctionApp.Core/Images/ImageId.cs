using System.Security.Cryptography;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Images;

/// <summary>An image's identity: the first 32 hexadecimal digits of the SHA-256 of its bytes, so that the same bytes are one image.</summary>
public static class ImageId
{
    /// <summary>Digits in an id.</summary>
    public const int Length = 32;

    /// <summary>Derives the id from the hash of the bytes.</summary>
    /// <param name="sha256">All 32 bytes of the SHA-256.</param>
    public static string FromHash(ReadOnlySpan<byte> sha256)
    {
        if (sha256.Length != SHA256.HashSizeInBytes)
        {
            throw new ArgumentException("A SHA-256 has 32 bytes.", nameof(sha256));
        }

        return Convert.ToHexStringLower(sha256[..(Length / 2)]);
    }

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsValid(string? id) => id is { Length: Length } && id.All(char.IsAsciiHexDigitLower);

    /// <summary>The orchestration instance that processes an image submitted on its own.</summary>
    public static string InstanceId(string imageId) => $"image-{imageId}";

    /// <summary>Where the uploaded bytes are kept.</summary>
    public static BlobRef Original(string imageId) => new(ImageContainers.Originals, imageId);

    /// <summary>Where a rendition is kept.</summary>
    public static BlobRef Rendition(string imageId, string name) => new(ImageContainers.Renditions, $"{imageId}/{name}");

    /// <summary>Where the manifest is kept.</summary>
    public static BlobRef Manifest(string imageId) => new(ImageContainers.Manifests, $"{imageId}.json");
}
