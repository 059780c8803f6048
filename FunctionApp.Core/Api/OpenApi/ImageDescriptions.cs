using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The image operations.</summary>
internal static class ImageDescriptions
{
    private const string AnyImage = "image/*";

    private static readonly ImageAccepted Accepted = new(
        Examples.ImageId, $"image-{Examples.ImageId}", $"/api/orchestrations/image-{Examples.ImageId}", $"/api/images/{Examples.ImageId}");

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["UploadImage"] = new OperationDescription("Uploads an image: the raw body, or the part 'file' of a form.")
            .Query("name", "A name for people; the form's file name, or 'upload', when absent.")
            .Query("presets", "Names of the presets to render, separated by commas; all when absent.")
            .Body("application/octet-stream")
            .Body(AnyImage)
            .Body("multipart/form-data")
            .Returns(202, "Accepted. Location is where to see how it goes.", ApiJson.Default.ImageAccepted, Accepted)
            .Returns(200, "The same bytes came before: the same ids.", ApiJson.Default.ImageAccepted, Accepted)
            .Problems(413, 415),

        ["StartImageBatch"] = new OperationDescription("Processes what lies in the uploads container.")
            .Body(ApiJson.Default.BatchRequest, new BatchRequest("album/", ["thumb", "large"]))
            .Returns(202, "Started.", ApiJson.Default.BatchAccepted, new BatchAccepted("batch-1", "/api/orchestrations/batch-1")),

        ["ListImages"] = new OperationDescription("Lists manifests, newest first.")
            .Paged(50, ImageCatalog.MaxLimit)
            .Query("status", "Only images in this state.", Schemas.OneOf<ImageStatus>())
            .Query("color", "Only images whose palette has a colour like this one (rrggbb).", Schemas.Text("^#?[0-9A-Fa-f]{6}$"))
            .Returns(200, "A page.", ImagesJson.Default.PageImageManifest, new Page<ImageManifest>([Examples.Manifest], Continuation: null)),

        ["GetImage"] = new OperationDescription("Everything known of one image.")
            .Returns(200, "The manifest.", ImagesJson.Default.ImageManifest, Examples.Manifest)
            .Problems(404),

        ["DeleteImage"] = new OperationDescription("Deletes everything there is of an image.")
            .Returns(204, "Deleted.")
            .Problems(404, 409),

        ["GetImageOriginal"] = new OperationDescription("The uploaded bytes. Ranges and conditional requests are honoured.")
            .Bytes()
            .Problems(404),

        ["GetImageRendition"] = new OperationDescription(
            "A rendition, by full name, or by preset in the best format that the caller accepts. Ranges and conditional requests are honoured.")
            .Bytes()
            .Problems(404),
    };

    private static OperationDescription Bytes(this OperationDescription operation) => operation
        .ReturnsContent(200, "The bytes.", AnyImage, "application/octet-stream")
        .ReturnsContent(206, "The part asked for.", AnyImage, "application/octet-stream")
        .Returns(304, "Not changed.")
        .Returns(412, "Changed, and the caller wanted it only if not.")
        .Returns(416, "There is no such part.");
}
