using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>Content negotiation between image formats (RFC 9110, 12.5.1).</summary>
internal static class AcceptedFormats
{
    /// <summary>The rendition to send.</summary>
    /// <remarks>
    /// Among equally welcome formats the smallest file wins. A wildcard does not vouch for WebP or AVIF: clients that say only
    /// <c>*/*</c> are often old, so they get a format that everyone reads.
    /// </remarks>
    /// <returns>Null when there is nothing to choose from.</returns>
    public static Rendition? Best(IReadOnlyList<Rendition> renditions, IList<MediaTypeHeaderValue> accept)
        => renditions
            .OrderByDescending(rendition => Quality(rendition.ContentType, accept))
            .ThenBy(rendition => rendition.Bytes)
            .FirstOrDefault();

    /// <summary>The format to make.</summary>
    /// <remarks>
    /// AVIF is made only for those who ask for it by its name in the URL: it takes ten times as long as the others. JPEG has no
    /// transparency, so that PNG stands in for it.
    /// </remarks>
    /// <param name="formats">What may be made, the best first among equally welcome ones; not empty.</param>
    /// <param name="hasAlpha">Whether the image has an alpha channel.</param>
    /// <param name="accept">What the caller takes.</param>
    public static ImageFormat Best(IReadOnlyList<ImageFormat> formats, bool hasAlpha, IList<MediaTypeHeaderValue> accept)
        => formats
            .Where(format => format is ImageFormat.WebP || format == (hasAlpha ? ImageFormat.Png : ImageFormat.Jpeg))
            .DefaultIfEmpty(formats[0])
            .MaxBy(format => Quality(format.ContentType(), accept));

    private static double Quality(string contentType, IList<MediaTypeHeaderValue> accept)
    {
        var type = new MediaTypeHeaderValue(contentType);
        if (accept.FirstOrDefault(range => range.MediaType == type.MediaType) is { } named)
        {
            return named.Quality ?? 1;
        }

        var wildcard = accept.Where(type.IsSubsetOf).Select(range => range.Quality ?? 1).DefaultIfEmpty(accept.Count == 0 ? 1 : 0).Max();
        return contentType is "image/jpeg" or "image/png" or "image/gif" ? wildcard : wildcard / 1_000;
    }
}
