using FunctionApp.Core.Gateway.Authentication;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Gateway.Headers;

/// <summary>What caches between us and the caller may keep.</summary>
public static class SharedCaching
{
    /// <summary>Says for how long an answer may be kept: by everybody on the way, or by the caller alone who had to show a credential for it.</summary>
    /// <remarks>A cache that does not know the header with the key would hand the answer to anybody.</remarks>
    /// <param name="http">The request, and the response.</param>
    /// <param name="directives">The rest of Cache-Control (RFC 9111, 5.2).</param>
    public static void AllowCaching(this HttpContext http, string directives)
        => http.Response.Headers.CacheControl = $"{(ShowsCredential(http.Request) ? "private" : "public")}, {directives}";

    private static bool ShowsCredential(HttpRequest request)
        => request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey(Authenticator.ApiKeyHeader);
}
