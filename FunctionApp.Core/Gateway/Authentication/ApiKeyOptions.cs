using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Gateway.Authentication;

/// <summary>What is kept of an API key: enough to recognise it, nothing to use it with.</summary>
public sealed record ApiKeyOptions
{
    /// <summary>Whose key it is. A client may have several, so that they can be changed one after the other; they share its rate limits.</summary>
    [Required]
    [RegularExpression("^[A-Za-z0-9._-]{1,64}$", ErrorMessage = "A client's name has 1 to 64 letters, digits, dots, hyphens and underscores.")]
    public string Client { get; init; } = "";

    /// <summary>The part of the key that is no secret: what it is found by.</summary>
    [Required]
    [RegularExpression("^[0-9a-z]{8}$", ErrorMessage = "A key's prefix has 8 digits and small letters.")]
    public string Prefix { get; init; } = "";

    /// <summary>SHA-256 of the whole key, as 64 hex digits. A key has 256 random bits, so that a fast hash keeps it.</summary>
    [Required]
    [RegularExpression("^[0-9A-Fa-f]{64}$", ErrorMessage = "A key's hash has 64 hex digits.")]
    public string Hash { get; init; } = "";

    /// <summary>What its bearer may do: Reader, Writer or Operator. Default Reader.</summary>
    [AllowedValues(AccessLevel.Reader, AccessLevel.Writer, AccessLevel.Operator, ErrorMessage = "A key's role is Reader, Writer or Operator.")]
    public AccessLevel Role { get; init; } = AccessLevel.Reader;

    /// <summary>When it stops being accepted; never when not set.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
