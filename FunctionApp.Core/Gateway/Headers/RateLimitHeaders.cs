namespace FunctionApp.Core.Gateway.Headers;

/// <summary>Header fields of draft-ietf-httpapi-ratelimit-headers-10.</summary>
internal static class RateLimitHeaders
{
    /// <summary>What is left of the quota.</summary>
    public const string Limit = "RateLimit";

    /// <summary>The quota.</summary>
    public const string Policy = "RateLimit-Policy";
}
