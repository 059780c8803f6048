using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Similarity;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>The handler of the search for images that look alike.</summary>
public sealed class SimilarImagesApi(ImageCatalog catalog, SimilarImages similar)
{
    /// <summary>Images in an answer, unless the caller says otherwise.</summary>
    public const int DefaultLimit = 10;

    /// <summary>The most images in an answer.</summary>
    public const int MaxLimit = 100;

    /// <summary>The images that look most like one, the most alike first.</summary>
    public async Task<IResult> FindAsync(string imageId, HttpRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var limit = query.Integer("limit", DefaultLimit, 1, MaxLimit);
        if (query.Error is { } error)
        {
            return Problems.BadRequest(error);
        }

        var (image, problem) = await catalog.FindCompletedAsync(imageId, cancellationToken);
        if (image is null)
        {
            return problem!;
        }

        var matches = await similar.FindAsync(image, limit, cancellationToken);
        var items = matches.Select(match => new SimilarImage(
            match.Image.ImageId, match.Distance, match.Image.Source.Name, Routes.Path(Routes.Image, match.Image.ImageId)));
        return Results.Json(new Page<SimilarImage>([.. items], Continuation: null), ApiJson.Default.PageSimilarImage);
    }
}
