using FunctionApp.Core.Images.Catalog;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>Content negotiation between renditions of one preset (RFC 9110, 12.5.1).</summary>
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
            .OrderByDescending(rendition => Quality(rendition, accept))
            .ThenBy(rendition => rendition.Bytes)
            .FirstOrDefault();

    private static double Quality(Rendition rendition, IList<MediaTypeHeaderValue> accept)
    {
        var type = new MediaTypeHeaderValue(rendition.ContentType);
        if (accept.FirstOrDefault(range => range.MediaType == type.MediaType) is { } named)
        {
            return named.Quality ?? 1;
        }

        var wildcard = accept.Where(type.IsSubsetOf).Select(range => range.Quality ?? 1).DefaultIfEmpty(accept.Count == 0 ? 1 : 0).Max();
        return rendition.ContentType is "image/jpeg" or "image/png" or "image/gif" ? wildcard : wildcard / 1_000;
    }
}
