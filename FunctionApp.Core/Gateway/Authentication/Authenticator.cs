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
        return free ? new(Caller.Owner) : AuthenticationResult.Failed($"Show an API key in {ApiKeyHeader}, or a bearer token.");
    }

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
