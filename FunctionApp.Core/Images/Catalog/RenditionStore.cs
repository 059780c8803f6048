using System.Security.Cryptography;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Images.Catalog;

/// <summary>Renditions as blobs, with a hash of their bytes as entity tag.</summary>
public sealed class RenditionStore(IBlobStore blobs)
{
    private const string HashKey = "sha256";

    /// <summary>The strong entity tag of a stored rendition: a quoted hash of its bytes, the same after rendering again.</summary>
    public static string ETagOf(BlobProperties properties)
        => properties.Metadata.TryGetValue(HashKey, out var hash) ? $"\"{hash[..32]}\"" : properties.ETag;

    /// <summary>Stores a rendition. When the same bytes are there already, nothing is written.</summary>
    public async Task<Rendition> StoreAsync(string imageId, EncodedImage image, CancellationToken cancellationToken)
    {
        var blob = ImageId.Rendition(imageId, image.Spec.Name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(image.Bytes.Span));
        var contentType = image.Spec.Format.ContentType();

        var current = await blobs.GetPropertiesAsync(blob, cancellationToken);
        if (current?.Metadata.GetValueOrDefault(HashKey) != hash)
        {
            current = await blobs.WriteAsync(
                blob,
                new ReadOnlyMemoryStream(image.Bytes),
                new() { ContentType = contentType, Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [HashKey] = hash } },
                cancellationToken);
        }

        return new()
        {
            Name = image.Spec.Name,
            Format = image.Spec.Format,
            ContentType = contentType,
            Width = image.Width,
            Height = image.Height,
            Bytes = image.Bytes.Length,
            Url = $"/api/images/{imageId}/renditions/{image.Spec.Name}",
            ETag = ETagOf(current!),
        };
    }
}
