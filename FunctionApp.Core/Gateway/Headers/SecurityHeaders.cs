using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace FunctionApp.Core.Gateway.Headers;

/// <summary>What every response says to browsers: run nothing, frame nothing, guess nothing, tell nobody.</summary>
/// <remarks>A handler that knows better sets the header itself, and it stays.</remarks>
public sealed class SecurityHeaders
{
    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string OneYear = "max-age=31536000";
    private const string Public = "public";

    private readonly Func<object, Task> _setForApi;
    private readonly Func<object, Task> _setForPage;

    /// <summary>Creates the headers from the settings.</summary>
    public SecurityHeaders(IOptions<GatewayOptions> options)
    {
        // With other origins allowed, their pages may show our images too.
        StringValues resourcePolicy = options.Value.Cors.Origins.Count > 0 ? "cross-origin" : "same-origin";
        _setForApi = http => Set((HttpContext)http, ApiPolicy, resourcePolicy);
        _setForPage = http => Set((HttpContext)http, PagePolicy, resourcePolicy);
    }

    /// <summary>Has the headers set when the response starts, whoever writes it.</summary>
    /// <param name="http">The request, before anything has been answered.</param>
    /// <param name="apiPrefix">The first segment of the API's paths; under others there are pages.</param>
    public void Register(HttpContext http, PathString apiPrefix)
    {
        var isApi = http.Request.Path.StartsWithSegments(apiPrefix, StringComparison.OrdinalIgnoreCase);
        http.Response.OnStarting(isApi ? _setForApi : _setForPage, http);
    }

    private static Task Set(HttpContext http, string contentPolicy, StringValues resourcePolicy)
    {
        var headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = contentPolicy;
        }

        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.TryAdd("Cross-Origin-Resource-Policy", resourcePolicy);
        if (IsSecure(http.Request))
        {
            headers.StrictTransportSecurity = OneYear;
        }

        // A cache that does not know the header with the key would hand the answer to anybody.
        if (headers.CacheControl is [{ } caching] && caching.StartsWith(Public, StringComparison.Ordinal) && ShowsCredential(http.Request))
        {
            headers.CacheControl = $"private{caching[Public.Length..]}";
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether the caller speaks TLS, to us or to the proxy in front. Browsers take the header over TLS only, so that a lie does nothing.</summary>
    private static bool IsSecure(HttpRequest request)
        => request.IsHttps || string.Equals(request.Headers["X-Forwarded-Proto"], Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    private static bool ShowsCredential(HttpRequest request)
        => request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey(Authentication.Authenticator.ApiKeyHeader);
}
