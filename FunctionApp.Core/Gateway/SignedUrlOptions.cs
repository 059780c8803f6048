using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Gateway;

/// <summary>URLs that need no key because they are signed. Bound from <c>Gateway</c>.</summary>
public sealed record SignedUrlOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateway";

    /// <summary>As many characters as a SHA-256 has bytes: a shorter key would be the weakest part.</summary>
    private const int MinKeyLength = 32;

    /// <summary>Secret keys of at least 32 characters. The first signs and all verify, so a new one goes in front and an old one leaves when its URLs have expired. None means that nothing is signed.</summary>
    public IReadOnlyList<string> UrlSigningKeys { get; init; } = [];

    /// <summary>How long after its expiry a URL still works, because clocks differ. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan UrlClockSkew { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a signed URL works unless its signer says otherwise. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan DefaultUrlLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The longest that a signed URL may work. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan MaxUrlLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UrlSigningKeys.Any(key => key.Length < MinKeyLength))
        {
            yield return new($"A URL signing key has at least {MinKeyLength} characters.", [nameof(UrlSigningKeys)]);
        }

        if (DefaultUrlLifetime > MaxUrlLifetime)
        {
            yield return new("The default lifetime of a URL is at most the longest one.", [nameof(DefaultUrlLifetime)]);
        }
    }
}
