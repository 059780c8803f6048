using FunctionApp.Core.Images.Catalog;

namespace FunctionApp.Core.Images.Similarity;

/// <summary>Finds images that look alike.</summary>
public sealed class SimilarImages(SimilarityIndex index, ImageCatalog catalog)
{
    /// <summary>The completed images that look most like one, the most alike first. None of them is deleted.</summary>
    /// <param name="image">A completed image; it is not among the answers.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<SimilarityMatch>> FindAsync(ImageManifest image, int limit, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var nearest = await index.NearestAsync(image, limit, cancellationToken);
            var manifests = await Task.WhenAll(nearest.Select(found => catalog.FindAsync(found.ImageId, cancellationToken)));
            var matches = nearest.Zip(manifests, (found, manifest) => (found.ImageId, found.Distance, Manifest: manifest)).ToLookup(
                match => match.Manifest?.Status == ImageStatus.Completed);
            if (!matches[false].Any())
            {
                return [.. matches[true].Select(match => new SimilarityMatch(match.Manifest!, match.Distance))];
            }

            // Another instance deleted them; the next nearest take their places.
            foreach (var (imageId, _, _) in matches[false])
            {
                index.Forget(imageId);
            }
        }
    }
}
