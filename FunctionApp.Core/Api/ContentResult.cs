using FunctionApp.Core.Caching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>Sends a body that is ready, or 304 when the caller has it already (RFC 9110, 13.1.2).</summary>
/// <param name="content">The body with its media type and entity tag.</param>
/// <param name="cacheControl">Who may keep it, and for how long.</param>
internal sealed class ContentResult(CachedContent content, string cacheControl) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = content.ETag;
        response.Headers.CacheControl = cacheControl;
        if (IsKnown(httpContext.Request.Headers.IfNoneMatch))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = content.ContentType;
        response.ContentLength = content.Bytes.Length;
        return response.BodyWriter.WriteAsync(content.Bytes, httpContext.RequestAborted).AsTask();
    }

    private bool IsKnown(StringValues ifNoneMatch)
    {
        if (ifNoneMatch.Count == 0)
        {
            return false;
        }

        var tag = new EntityTagHeaderValue(content.ETag);
        return EntityTagHeaderValue.TryParseList(ifNoneMatch, out var known)
            && known.Any(entry => entry.Tag == "*" || entry.Compare(tag, useStrongComparison: false));
    }
}
