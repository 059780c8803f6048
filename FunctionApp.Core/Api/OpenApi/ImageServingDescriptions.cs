using System.Text.Json.Nodes;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The operations that serve more of an image than what the pipeline stored.</summary>
internal static class ImageServingDescriptions
{
    private static readonly string[] Formats = ["image/webp", "image/jpeg", "image/png", "image/avif"];

    private static readonly SignedTransform Signed = new(
        $"/api/images/{Examples.ImageId}/transform?exp=1779022800&w=320&sig=0Yb6b0cYbJkq3n4m1XW0m3b7c3v1g2QkF5o8t6z9aBc", Examples.Moment.AddHours(1));

    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["TransformImage"] = new OperationDescription(
            "A rendition made on request, in the format named or the best one that the caller accepts. Conditional requests are honoured.")
            .Transform()
            .Query(SignedUrls.Expiry, "When a signed URL stops working, in Unix seconds.", Schemas.Integer(0, long.MaxValue))
            .Query(SignedUrls.Signature, "The signature of a signed URL.")
            .ReturnsContent(200, "The bytes.", Formats)
            .Returns(304, "Not changed.")
            .Problems(403, 404, 409),

        ["SignTransform"] = new OperationDescription("Signs a URL for a rendition made on request: it works without a key until it expires.")
            .Transform()
            .Query(TransformQuery.Lifetime, "How long the URL shall work, in seconds.", Schemas.Integer(1, int.MaxValue))
            .Returns(200, "The URL.", ApiJson.Default.SignedTransform, Signed)
            .Problems(404, 409, 501),

        ["FindSimilarImages"] = new OperationDescription("The images that look most like one, the most alike first.")
            .Query("limit", "The most images to find.", Schemas.Integer(1, SimilarImagesApi.MaxLimit, SimilarImagesApi.DefaultLimit))
            .Returns(
                200,
                "All of them: there is no continuation.",
                ApiJson.Default.PageSimilarImage,
                new Page<SimilarImage>([new(Examples.ImageId, Distance: 3, "mountain-small.jpg", $"/api/images/{Examples.ImageId}")], Continuation: null))
            .Problems(404, 409),
    };

    private static OperationDescription Transform(this OperationDescription operation) => operation
        .Query("w", "Width of the box in pixels.", Schemas.Integer(1, 16_383))
        .Query("h", "Height of the box in pixels. One of the two may be left out.", Schemas.Integer(1, 16_383))
        .Query("fit", "The whole image inside the box, or the box covered. Nothing is enlarged.", Names<ImageFit>())
        .Query("gravity", "What is kept where the box is covered.", Names<ImageGravity>())
        .Query("format", "The format; left to the Accept header when absent.", Schemas.OneOf("webp", "jpeg", "png", "avif"))
        .Query("q", "Encoder quality.", Schemas.Integer(1, 100));

    private static JsonObject Names<T>()
        where T : struct, Enum
        => Schemas.OneOf(Enum.GetNames<T>().Select(name => name.ToLowerInvariant()));
}
