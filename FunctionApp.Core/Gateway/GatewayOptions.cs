using System.ComponentModel.DataAnnotations;
using FunctionApp.Core.Gateway.Authentication;
using FunctionApp.Core.Gateway.Headers;
using FunctionApp.Core.Gateway.Idempotency;
using FunctionApp.Core.Gateway.Limits;
using FunctionApp.Core.Gateway.RateLimiting;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway;

/// <summary>Who gets in, and how much of everything a caller may have. Bound from <c>Gateway</c>.</summary>
public sealed record GatewayOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateway";

    /// <summary>Keys that callers may show. Each has Client, Prefix, Hash, Role (Reader, Writer or Operator) and perhaps ExpiresAt; <c>./run key</c> makes them.</summary>
    [ValidateEnumeratedItems]
    public IReadOnlyList<ApiKeyOptions> ApiKeys { get; init; } = [];

    /// <summary>Tokens of Microsoft Entra ID.</summary>
    [ValidateObjectMembers]
    public EntraOptions Entra { get; init; } = new();

    /// <summary>Whether a caller on this machine needs no credential, as long as there is no key and no Entra. Never so in Azure. Default true.</summary>
    public bool AllowAnonymousOnLoopback { get; init; } = true;

    /// <summary>Whether nobody needs a credential, as long as there is no key and no Entra. In Azure only for development with Core Tools. Default false.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>Reverse proxies in front that append to X-Forwarded-For: the caller's address is the entry before theirs. Not set: 0 embedded, 1 in Azure.</summary>
    [Range(0, 10)]
    public int? ProxyHops { get; init; }

    /// <summary>Web pages of other origins.</summary>
    [ValidateObjectMembers]
    public CorsOptions Cors { get; init; } = new();

    /// <summary>How large a request may be.</summary>
    [ValidateObjectMembers]
    public RequestLimitOptions Requests { get; init; } = new();

    /// <summary>How often a client may call.</summary>
    [ValidateObjectMembers]
    public RateLimitOptions RateLimits { get; init; } = new();

    /// <summary>How many calls are served at the same time.</summary>
    [ValidateObjectMembers]
    public ConcurrencyOptions Concurrency { get; init; } = new();

    /// <summary>Calls that may be repeated without being done twice.</summary>
    [ValidateObjectMembers]
    public IdempotencyOptions Idempotency { get; init; } = new();

    /// <summary>Whether there is any way to prove who one is; then everybody must.</summary>
    public bool HasCredentials => ApiKeys.Count > 0 || Entra.IsConfigured;
}
