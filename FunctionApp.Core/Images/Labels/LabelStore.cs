using System.Text.Json;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Labels;

/// <summary>What the vision service has said of images, so that no answer is paid for twice.</summary>
/// <remarks>Kept as it came: confidence and number of labels are cut on the way out, so those settings can change at no cost.</remarks>
public sealed class LabelStore(IBlobStore blobs, IOptions<ImageOptions> options, LabelMetrics metrics)
{
    private readonly LabelOptions _options = options.Value.Labels;

    /// <summary>What the service said of an image; null when it was never asked what it would be asked now.</summary>
    public async Task<ImageLabels?> FindAsync(string imageId, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(imageId, cancellationToken);
        metrics.LookedUp(found is not null);
        return found;
    }

    /// <summary>Keeps what the service said of an image; not of one that was deleted meanwhile.</summary>
    public async Task SaveAsync(string imageId, ImageLabels labels, CancellationToken cancellationToken)
    {
        await blobs.WriteJsonAsync(BlobOf(imageId), labels, ImagesJson.Default.ImageLabels, cancellationToken: cancellationToken);
        if (await blobs.GetPropertiesAsync(ImageId.Original(imageId), cancellationToken) is null)
        {
            await blobs.DeleteAsync(BlobOf(imageId), cancellationToken: cancellationToken);
        }
    }

    /// <summary>What of it goes into the manifest: the surest labels, and not all text there may be.</summary>
    public ImageLabels Select(ImageLabels labels) => labels with
    {
        Labels = [.. labels.Labels.Where(label => label.Confidence >= _options.MinConfidence).Take(_options.MaxLabels)],
        Text = labels.Text is { } text && text.Length > _options.MaxTextLength ? text[.._options.MaxTextLength] : labels.Text,
    };

    private async Task<ImageLabels?> ReadAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            return await blobs.ReadJsonAsync(BlobOf(imageId), ImagesJson.Default.ImageLabels, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The id is the hash of the bytes; what was asked for makes the rest of the name.</summary>
    private BlobRef BlobOf(string imageId)
    {
        var features = string.Join('-', _options.EffectiveFeatures.Select(feature => feature.ToString().ToLowerInvariant()));
        return new(ImageContainers.Labels, $"{imageId}/{features}-{_options.Language.ToLowerInvariant()}.json");
    }
}
