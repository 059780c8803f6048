using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace FunctionApp.Core.Gateway.Authentication;

/// <summary>Finds out who calls: by API key, by token, or because nobody here needs either.</summary>
/// <remarks>A credential that is shown is judged, and a wrong one is never as good as none.</remarks>
internal sealed class Authenticator(ApiKeyRing keys, EntraTokens tokens, CallerAddress address, IOptions<GatewayOptions> options)
{
    /// <summary>The header for keys; <c>Authorization: Bearer</c> takes them too.</summary>
    public const string ApiKeyHeader = "X-Api-Key";

    private const string Bearer = "Bearer ";

    public ValueTask<AuthenticationResult> AuthenticateAsync(HttpContext http)
    {
        var key = http.Request.Headers[ApiKeyHeader];
        var authorization = http.Request.Headers.Authorization;
        return (key.Count, authorization.Count) switch
        {
            (0, 0) => new(WithoutCredential(http)),
            (1, 0) => new(ByKey(key.ToString())),
            (0, 1) => ByBearerAsync(authorization, http.RequestAborted),
            _ => new(AuthenticationResult.Failed("Show one credential, once.")),
        };
    }

    private AuthenticationResult WithoutCredential(HttpContext http)
    {
        var free = !options.Value.HasCredentials
            && (options.Value.AllowAnonymous || (options.Value.AllowAnonymousOnLoopback && address.IsThisMachine(http)));
        if (!free)
        {
            return AuthenticationResult.Failed($"Show an API key in {ApiKeyHeader}, or a bearer token.");
        }

        return IsOfAnotherOrigin(http.Request)
            ? AuthenticationResult.Failed("Pages of other origins call only with a key, or when Gateway:Cors:Origins names them.")
            : new(Caller.Owner);
    }

    /// <summary>
    /// Whether a page from elsewhere has its visitor's browser call: without this, any site could command what trusts the machine it runs
    /// on. Browsers name the page's origin with every request that can change something (Fetch Standard, 3.2).
    /// </summary>
    private bool IsOfAnotherOrigin(HttpRequest request)
        => request.Headers.Origin.Any(origin => !IsThisHost(origin, request) && !options.Value.Cors.Origins.Contains(origin));

    /// <summary>A page cannot set X-Forwarded-Host on a request that the browser sends without asking first; a proxy in front can.</summary>
    private static bool IsThisHost(string? origin, HttpRequest request)
        => Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && (uri.Authority == request.Host.Value || uri.Authority == request.Headers["X-Forwarded-Host"]);

    private AuthenticationResult ByKey(ReadOnlySpan<char> key)
        => keys.Find(key) is { } caller ? new(caller) : AuthenticationResult.Failed("The API key is unknown or expired.");

    private ValueTask<AuthenticationResult> ByBearerAsync(StringValues authorization, CancellationToken cancellationToken)
    {
        var text = authorization.ToString();
        if (!text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return new(AuthenticationResult.Failed("The Authorization header takes 'Bearer' and a key or token."));
        }

        var credential = text.AsSpan(Bearer.Length);
        return credential.StartsWith(ApiKey.Scheme, StringComparison.Ordinal)
            ? new(ByKey(credential))
            : tokens.AuthenticateAsync(credential.ToString(), cancellationToken);
    }
}
