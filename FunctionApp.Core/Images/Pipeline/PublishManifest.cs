using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Puts a manifest into the catalog. Whatever was rendered of an image that turned out unusable goes.</summary>
public sealed class PublishManifest(ImageCatalog catalog) : IActivity<ImageManifest, ImageManifest>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<ImageManifest, ImageManifest> Name = new(nameof(PublishManifest));

    /// <inheritdoc/>
    public async Task<ImageManifest> RunAsync(ImageManifest input, CancellationToken cancellationToken)
    {
        if (input.Status is ImageStatus.Rejected or ImageStatus.Failed)
        {
            await catalog.DeleteRenditionsAsync(input.ImageId, cancellationToken);
        }

        await catalog.PublishAsync(input, cancellationToken);
        return input;
    }
}
