using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Puts a manifest into the catalog, with what the image has cost once it is finished.</summary>
/// <remarks>Whatever was rendered of an image that turned out unusable goes.</remarks>
public sealed class PublishManifest(ImageCatalog catalog, UsageMeter usage, IOptions<CostOptions> costs) : IActivity<Publication, ImageManifest>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<Publication, ImageManifest> Name = new(nameof(PublishManifest));

    /// <inheritdoc/>
    public async Task<ImageManifest> RunAsync(Publication input, CancellationToken cancellationToken)
    {
        var manifest = input.Manifest;
        if (manifest.Status is ImageStatus.Rejected or ImageStatus.Failed)
        {
            await catalog.DeleteRenditionsAsync(manifest.ImageId, cancellationToken);
        }

        if (input.Steps is { } steps)
        {
            manifest = manifest with { Cost = ImageCost.Of(manifest.Source, steps, costs.Value) };
        }

        await catalog.PublishAsync(manifest, cancellationToken);
        if (manifest.Status is not ImageStatus.Processing)
        {
            usage.CountImage();
        }

        return manifest;
    }
}
