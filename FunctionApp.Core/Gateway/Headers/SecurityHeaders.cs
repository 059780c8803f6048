using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace FunctionApp.Core.Gateway.Headers;

/// <summary>What every response says to browsers: run nothing, frame nothing, guess nothing, tell nobody.</summary>
/// <remarks>Set before anything else is, so that a handler that knows better may say something else.</remarks>
/// <param name="options">Whether other origins may show what comes from here.</param>
public sealed class SecurityHeaders(IOptions<GatewayOptions> options)
{
    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string OneYear = "max-age=31536000";

    // With other origins allowed, their pages may show our images too.
    private readonly StringValues _resourcePolicy = options.Value.Cors.Origins.Count > 0 ? "cross-origin" : "same-origin";

    /// <summary>Sets the headers on a response that has not started.</summary>
    /// <param name="http">The request, and the response.</param>
    /// <param name="apiPrefix">The first segment of the API's paths; under others there are pages.</param>
    public void Apply(HttpContext http, PathString apiPrefix)
    {
        var isApi = http.Request.Path.StartsWithSegments(apiPrefix, StringComparison.OrdinalIgnoreCase);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = isApi ? ApiPolicy : PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = _resourcePolicy;
        if (IsSecure(http.Request))
        {
            headers.StrictTransportSecurity = OneYear;
        }
    }

    /// <summary>Whether the caller speaks TLS, to us or to the proxy in front. Browsers take the header over TLS only, so that a lie does nothing.</summary>
    private static bool IsSecure(HttpRequest request)
        => request.IsHttps || string.Equals(request.Headers["X-Forwarded-Proto"], Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
}
