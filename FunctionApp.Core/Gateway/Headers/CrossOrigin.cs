using FunctionApp.Core.Gateway.Idempotency;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Gateway.Headers;

/// <summary>Tells browsers which pages of other origins may call (Fetch Standard, 3.3). Nothing is said, and so none may, unless origins are configured.</summary>
public sealed class CrossOrigin
{
    private readonly ICorsService _service;
    private readonly CorsPolicy? _policy;

    /// <summary>Creates the policy from the settings.</summary>
    public CrossOrigin(ICorsService service, IOptions<GatewayOptions> options)
    {
        _service = service;
        if (options.Value.Cors is { Origins: [_, ..] origins } cors)
        {
            // No cookies are involved: credentials are in headers that a page must set itself.
            _policy = new CorsPolicyBuilder([.. origins])
                .WithMethods("GET", "HEAD", "POST", "PUT", "DELETE")
                .AllowAnyHeader()
                .WithExposedHeaders(
                    HeaderNames.ETag,
                    HeaderNames.Location,
                    HeaderNames.RetryAfter,
                    RateLimitHeaders.Limit,
                    RateLimitHeaders.Policy,
                    IdempotencyKey.ReplayedHeader)
                .SetPreflightMaxAge(cors.PreflightMaxAge)
                .Build();
        }
    }

    /// <summary>Answers a preflight; the browser then knows whether to send the request itself.</summary>
    /// <returns>Whether the request was one, and has been answered.</returns>
    public bool AnswerPreflight(HttpContext http)
    {
        var isPreflight = HttpMethods.IsOptions(http.Request.Method)
            && http.Request.Headers.Origin.Count > 0
            && http.Request.Headers.AccessControlRequestMethod.Count > 0;
        if (_policy is null || !isPreflight)
        {
            return false;
        }

        Apply(http);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    /// <summary>Says on a response whether the page that asked may read it.</summary>
    internal void Apply(HttpContext http)
    {
        if (_policy is not null)
        {
            _service.ApplyResult(_service.EvaluatePolicy(http, _policy), http.Response);
        }
    }
}
