using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Images.Catalog;

/// <summary>Renditions as blobs.</summary>
public sealed class RenditionStore(IBlobStore blobs)
{
    /// <summary>Stores a rendition. When the same bytes are there already nothing is written, so that rendering again keeps the entity tag.</summary>
    public async Task<Rendition> StoreAsync(string imageId, EncodedImage image, CancellationToken cancellationToken)
    {
        var blob = ImageId.Rendition(imageId, image.Spec.Name);
        var stored = await WriteAsync(blob, image, BlobCondition.IfAbsent, cancellationToken)
            ?? await FindSameAsync(blob, image.Bytes, cancellationToken)
            ?? await WriteAsync(blob, image, condition: null, cancellationToken);

        return new()
        {
            Name = image.Spec.Name,
            Format = image.Spec.Format,
            ContentType = image.Spec.Format.ContentType(),
            Width = image.Width,
            Height = image.Height,
            Bytes = image.Bytes.Length,
            Url = $"/api/images/{imageId}/renditions/{image.Spec.Name}",
            ETag = stored!.ETag,
        };
    }

    private Task<BlobProperties?> WriteAsync(BlobRef blob, EncodedImage image, BlobCondition? condition, CancellationToken cancellationToken)
        => blobs.WriteAsync(
            blob,
            new ReadOnlyMemoryStream(image.Bytes),
            new() { ContentType = image.Spec.Format.ContentType(), Condition = condition },
            cancellationToken);

    /// <summary>The stored rendition, if it has exactly these bytes.</summary>
    private async Task<BlobProperties?> FindSameAsync(BlobRef blob, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenReadAsync(blob, cancellationToken: cancellationToken);
        if (content?.Properties.Length != bytes.Length)
        {
            return null;
        }

        var current = new byte[bytes.Length];
        await content.Stream.ReadExactlyAsync(current, cancellationToken);
        return current.AsSpan().SequenceEqual(bytes.Span) ? content.Properties : null;
    }
}
