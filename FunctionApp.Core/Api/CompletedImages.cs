using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>Images with which something can be done, for the handlers that do it.</summary>
internal static class CompletedImages
{
    /// <summary>Finds a completed image, or says in a problem why there is none.</summary>
    public static async Task<(ImageManifest? Image, IResult? Problem)> FindCompletedAsync(
        this ImageCatalog catalog, string imageId, CancellationToken cancellationToken)
    {
        var manifest = ImageId.IsValid(imageId)
            ? await catalog.FindFinishedAsync(imageId, cancellationToken) ?? await catalog.FindAsync(imageId, cancellationToken)
            : null;
        return manifest?.Status switch
        {
            null => (null, Problems.NotFound($"There is no image '{imageId}'.")),
            ImageStatus.Completed => (manifest, null),
            ImageStatus.Processing => (null, Problems.Conflict($"Image {imageId} is being processed; try again when it is completed.")),
            var status => (null, Problems.Conflict($"Image {imageId} is {status}: {manifest.Reason}")),
        };
    }
}
