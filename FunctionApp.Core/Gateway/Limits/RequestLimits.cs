using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway.Limits;

/// <summary>Turns away requests that are larger than they need to be, before anything is done for them.</summary>
internal sealed class RequestLimits(IOptions<GatewayOptions> options)
{
    private readonly RequestLimitOptions _limits = options.Value.Requests;

    /// <summary>Why a request is too large; null when it is not. A body of unknown length is counted while it is read.</summary>
    public IResult? Refusal(HttpContext http, ApiOperation operation)
    {
        var request = http.Request;
        if (http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > _limits.MaxUrlLength)
        {
            return Problems.UriTooLong(_limits.MaxUrlLength);
        }

        if (HeaderRefusal(request.Headers) is { } refusal)
        {
            return refusal;
        }

        // Uploads are judged by who reads them: an image and a batch of events have limits of their own.
        if (operation.RateClass == RateClass.Ingest)
        {
            return null;
        }

        if (request.ContentLength > _limits.MaxBodyBytes)
        {
            return Problems.TooLarge(_limits.MaxBodyBytes);
        }

        if (request.ContentLength is null && operation.ChangesState)
        {
            request.Body = new LimitedReadStream(request.Body, _limits.MaxBodyBytes);
        }

        return null;
    }

    private IResult? HeaderRefusal(IHeaderDictionary headers)
    {
        if (headers.Count > _limits.MaxHeaderCount)
        {
            return Problems.HeadersTooLarge($"At most {_limits.MaxHeaderCount} header fields are accepted.");
        }

        var characters = 0;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                characters += name.Length + (value?.Length ?? 0);
            }
        }

        return characters > _limits.MaxHeaderBytes
            ? Problems.HeadersTooLarge($"At most {_limits.MaxHeaderBytes:N0} characters of header fields are accepted.")
            : null;
    }
}
