using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;

namespace FunctionApp.Functions;

/// <summary>The routes that serve more of an image than what the pipeline stored.</summary>
public sealed class ImageServingFunctions(TransformsApi transforms, SimilarImagesApi similar)
{
    /// <summary>See <see cref="TransformsApi.GetAsync"/>.</summary>
    [Function(nameof(TransformImage))]
    public Task<IResult> TransformImage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ImageTransform)] HttpRequest request,
        string imageId,
        CancellationToken cancellation)
        => transforms.GetAsync(imageId, request, cancellation);

    /// <summary>See <see cref="TransformsApi.SignAsync"/>.</summary>
    [Function(nameof(SignTransform))]
    public Task<IResult> SignTransform(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ImageTransform)] HttpRequest request,
        string imageId,
        CancellationToken cancellation)
        => transforms.SignAsync(imageId, request, cancellation);

    /// <summary>See <see cref="SimilarImagesApi.FindAsync"/>.</summary>
    [Function(nameof(FindSimilarImages))]
    public Task<IResult> FindSimilarImages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.SimilarImages)] HttpRequest request,
        string imageId,
        CancellationToken cancellation)
        => similar.FindAsync(imageId, request, cancellation);
}
