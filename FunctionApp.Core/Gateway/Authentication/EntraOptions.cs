using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Gateway.Authentication;

/// <summary>Which tokens are accepted besides API keys. Off unless a tenant or an authority is set.</summary>
public sealed record EntraOptions : IValidatableObject
{
    private const string PublicCloud = "https://login.microsoftonline.com";

    /// <summary>The Entra tenant whose tokens (version 2.0) are accepted: its id or domain.</summary>
    [RegularExpression(@"^[A-Za-z0-9.-]{1,253}$", ErrorMessage = "A tenant is an id or a domain.")]
    public string? Tenant { get; init; }

    /// <summary>Instead of a tenant, any OpenID Connect issuer's address; https, except on this machine.</summary>
    public Uri? Authority { get; init; }

    /// <summary>Who the tokens must be for: this app's client id, or its application id URI.</summary>
    public string? Audience { get; init; }

    /// <summary>How far clocks may differ. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether tokens are accepted at all.</summary>
    public bool IsConfigured => Tenant is { Length: > 0 } || Authority is not null;

    /// <summary>Where the issuer describes itself (OpenID Connect Discovery 1.0, 4).</summary>
    internal string MetadataAddress => $"{Issuer.TrimEnd('/')}/.well-known/openid-configuration";

    private string Issuer => Authority?.AbsoluteUri ?? $"{PublicCloud}/{Tenant}/v2.0";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsConfigured && Audience is not { Length: > 0 })
        {
            yield return new("Gateway:Entra:Audience is needed: a token for another app must not open this one.", [nameof(Audience)]);
        }

        if (Authority is not null && (!Authority.IsAbsoluteUri || !(Authority.Scheme == Uri.UriSchemeHttps || Authority.IsLoopback)))
        {
            yield return new("Gateway:Entra:Authority is an https address.", [nameof(Authority)]);
        }

        if (Tenant is "common" or "organizations" or "consumers")
        {
            yield return new("Gateway:Entra:Tenant is one tenant: with 'common' and the like anybody's directory could hand out roles.", [nameof(Tenant)]);
        }
    }
}
