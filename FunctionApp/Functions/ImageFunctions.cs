using Azure.Storage.Blobs;
using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Api;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Functions;

/// <summary>The image routes, and the trigger that does for dropped blobs what upload does for requests.</summary>
public sealed class ImageFunctions(ImagesApi images, ImportApi import, ImageIntake intake)
{
    /// <summary>See <see cref="ImagesApi.UploadAsync"/>.</summary>
    [Function(nameof(UploadImage))]
    public Task<IResult> UploadImage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Images)] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => images.UploadAsync(request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="ImagesApi.BatchAsync"/>.</summary>
    [Function(nameof(StartImageBatch))]
    public Task<IResult> StartImageBatch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ImageBatches)] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => images.BatchAsync(request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="ImportApi.ImportAsync"/>.</summary>
    [Function(nameof(StartImageImport))]
    public Task<IResult> StartImageImport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ImageImport)] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => import.ImportAsync(request, durable.AsPort(), cancellation);

    /// <summary>See <see cref="ImagesApi.ListAsync"/>.</summary>
    [Function(nameof(ListImages))]
    public Task<IResult> ListImages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Images)] HttpRequest request, CancellationToken cancellation)
        => images.ListAsync(request, cancellation);

    /// <summary>See <see cref="ImagesApi.GetAsync"/>.</summary>
    [Function(nameof(GetImage))]
    public Task<IResult> GetImage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Image)] HttpRequest request,
        string imageId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => images.GetAsync(imageId, durable.AsPort(), cancellation);

    /// <summary>See <see cref="ImagesApi.DeleteAsync"/>.</summary>
    [Function(nameof(DeleteImage))]
    public Task<IResult> DeleteImage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Image)] HttpRequest request,
        string imageId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => images.DeleteAsync(imageId, durable.AsPort(), cancellation);

    /// <summary>See <see cref="ImagesApi.OriginalAsync"/>.</summary>
    [Function(nameof(GetImageOriginal))]
    public Task<IResult> GetImageOriginal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ImageOriginal)] HttpRequest request,
        string imageId,
        CancellationToken cancellation)
        => images.OriginalAsync(imageId, request.HttpContext, cancellation);

    /// <summary>See <see cref="ImagesApi.RenditionAsync"/>.</summary>
    [Function(nameof(GetImageRendition))]
    public Task<IResult> GetImageRendition(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.ImageRendition)] HttpRequest request,
        string imageId,
        string name,
        CancellationToken cancellation)
        => images.RenditionAsync(imageId, name, request.HttpContext, cancellation);

    /// <summary>See <see cref="ImageIntake.TakeUploadAsync"/>.</summary>
    [Function(nameof(OnImageUploaded))]
    public Task OnImageUploaded(
        [BlobTrigger(ImageContainers.Uploads + "/{name}", Source = BlobTriggerSource.EventGrid, Connection = Connections.Media)] BlobClient blob,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
        => intake.TakeUploadAsync(blob.Name, durable.AsPort(), cancellation);
}
