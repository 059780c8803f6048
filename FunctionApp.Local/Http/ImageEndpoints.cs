using FunctionApp.Core.Api;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Http;

/// <summary>The image routes.</summary>
internal static class ImageEndpoints
{
    public static void MapImages(this IEndpointRouteBuilder api)
    {
        api.MapPost(Routes.Images, (HttpRequest request, ImagesApi images, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => images.UploadAsync(request, orchestrations, cancellation));

        api.MapPost(Routes.ImageBatches, (HttpRequest request, ImagesApi images, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => images.BatchAsync(request, orchestrations, cancellation));

        api.MapPost(Routes.ImageImport, (HttpRequest request, ImportApi import, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => import.ImportAsync(request, orchestrations, cancellation));

        api.MapGet(Routes.Images, (HttpRequest request, ImagesApi images, CancellationToken cancellation)
            => images.ListAsync(request, cancellation));

        api.MapGet(Routes.Image, (string imageId, ImagesApi images, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => images.GetAsync(imageId, orchestrations, cancellation));

        api.MapDelete(Routes.Image, (string imageId, ImagesApi images, IOrchestrationClient orchestrations, CancellationToken cancellation)
            => images.DeleteAsync(imageId, orchestrations, cancellation));

        api.MapGet(Routes.ImageOriginal, (string imageId, HttpContext http, ImagesApi images, CancellationToken cancellation)
            => images.OriginalAsync(imageId, http, cancellation));

        api.MapGet(Routes.ImageRendition, (string imageId, string name, HttpContext http, ImagesApi images, CancellationToken cancellation)
            => images.RenditionAsync(imageId, name, http, cancellation));

        api.MapGet(Routes.ImageTransform, (string imageId, HttpRequest request, TransformsApi transforms, CancellationToken cancellation)
            => transforms.GetAsync(imageId, request, cancellation));

        api.MapPost(Routes.ImageTransform, (string imageId, HttpRequest request, TransformsApi transforms, CancellationToken cancellation)
            => transforms.SignAsync(imageId, request, cancellation));

        api.MapGet(Routes.SimilarImages, (string imageId, HttpRequest request, SimilarImagesApi similar, CancellationToken cancellation)
            => similar.FindAsync(imageId, request, cancellation));
    }
}
