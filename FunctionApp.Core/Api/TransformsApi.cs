using System.Globalization;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Transforms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>The handlers of renditions made on request, and of signed URLs for them.</summary>
public sealed class TransformsApi(
    ImageCatalog catalog,
    ImageTransformer transformer,
    SignedUrls urls,
    IOptions<ImageOptions> images,
    IOptions<SignedUrlOptions> signing,
    TimeProvider time)
{
    /// <summary>The transform that the URL asks for, in the format it names or the best one that the caller accepts. Conditional requests are honoured.</summary>
    public async Task<IResult> GetAsync(string imageId, HttpRequest request, CancellationToken cancellationToken)
    {
        var isSigned = SignedUrls.IsSigned(request);
        var query = new QueryReader(request.Query);
        var wanted = TransformQuery.Read(query, transformer.Formats, images.Value.Transforms);
        query.Require(isSigned || query.Text(SignedUrls.Expiry) is null, $"'{SignedUrls.Expiry}' goes with '{SignedUrls.Signature}'.");
        query.Require(query.Text(TransformQuery.Lifetime) is null, $"'{TransformQuery.Lifetime}' is for signing a URL.");
        if (query.Error is { } error)
        {
            return Problems.BadRequest(error);
        }

        var (image, problem) = await catalog.FindCompletedAsync(imageId, cancellationToken);
        if (image is null)
        {
            return problem!;
        }

        if (wanted.Format is null)
        {
            request.HttpContext.Response.Headers.Vary = HeaderNames.Accept;
        }

        var spec = Spec(wanted, image, request);
        if (transformer.Refusal(image, spec) is { } refusal)
        {
            return Problems.BadRequest(refusal);
        }

        return await transformer.TransformAsync(image, spec, cancellationToken) is { } content
            ? new ContentResult(content, isSigned ? PublicUntilExpiry(query) : Private())
            : Problems.Conflict($"The original of image {imageId} cannot be used any more.");
    }

    /// <summary>Signs a URL for the transform that the query asks for: it works without a key for <c>expiresIn</c> seconds.</summary>
    /// <returns>200 with the URL; 501 when no key to sign with is configured.</returns>
    public async Task<IResult> SignAsync(string imageId, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!urls.CanSign)
        {
            return Problems.NotSetUp($"There is no key to sign URLs with; see {SignedUrlOptions.Section}:{nameof(SignedUrlOptions.UrlSigningKeys)}.");
        }

        var query = new QueryReader(request.Query);
        var wanted = TransformQuery.Read(query, transformer.Formats, images.Value.Transforms);
        var lifetime = query.Integer(TransformQuery.Lifetime, Seconds(signing.Value.DefaultUrlLifetime), 1, Seconds(signing.Value.MaxUrlLifetime));
        query.Require(
            query.Text(SignedUrls.Expiry) is null && query.Text(SignedUrls.Signature) is null,
            $"'{SignedUrls.Expiry}' and '{SignedUrls.Signature}' are the answer; say '{TransformQuery.Lifetime}'.");
        if (query.Error is { } error)
        {
            return Problems.BadRequest(error);
        }

        var (image, problem) = await catalog.FindCompletedAsync(imageId, cancellationToken);
        if (image is null)
        {
            return problem!;
        }

        if (transformer.Refusal(image, Spec(wanted, image, request)) is { } refusal)
        {
            return Problems.BadRequest(refusal);
        }

        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds() + lifetime);
        var parameters = request.Query
            .Where(parameter => parameter.Key != TransformQuery.Lifetime)
            .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString()));
        var url = urls.Sign(Routes.Path(Routes.ImageTransform, imageId), parameters, expiresAt);
        return Results.Json(new SignedTransform(url, expiresAt), ApiJson.Default.SignedTransform);
    }

    private static int Seconds(TimeSpan time) => (int)time.TotalSeconds;

    private RenditionSpec Spec(TransformQuery wanted, ImageManifest image, HttpRequest request)
    {
        var format = wanted.Format
            ?? AcceptedFormats.Best(transformer.Formats, image.Source.HasAlpha is true, request.GetTypedHeaders().Accept);
        return wanted.ToSpec(format, images.Value.Quality.For(format));
    }

    /// <summary>Whoever asked with a key may keep it, nobody on the way.</summary>
    private string Private() => CacheControl("private", Seconds(images.Value.Transforms.MaxAge));

    private string PublicUntilExpiry(QueryReader query)
    {
        var expiry = long.Parse(query.Text(SignedUrls.Expiry)!, CultureInfo.InvariantCulture);
        var left = Math.Max(0, expiry - time.GetUtcNow().ToUnixTimeSeconds());
        return CacheControl("public", Math.Min(left, Seconds(images.Value.Transforms.MaxAge)));
    }

    private static string CacheControl(string visibility, long seconds) => FormattableString.Invariant($"{visibility}, max-age={seconds}");
}
