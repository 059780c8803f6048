using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FunctionApp.Core.Gateway.Authentication;

/// <summary>An API key as its bearer holds it: <c>fa_</c>, 8 characters to find it by, <c>_</c>, and 256 random bits in 43 characters of base64url.</summary>
public sealed class ApiKey
{
    /// <summary>What every key starts with, so that people and secret scanners know one when they see it.</summary>
    public const string Scheme = "fa_";

    private const int PrefixLength = 8;
    private const int SecretBytes = 32;
    private const int SecretStart = 12;
    private const int Length = SecretStart + 43;
    private const string PrefixCharacters = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Kept, because looking the algorithm up takes longer than using it.</summary>
    [ThreadStatic]
    private static IncrementalHash? _sha256;

    private ApiKey(string value) => Value = value;

    /// <summary>The whole key: a secret.</summary>
    public string Value { get; }

    /// <summary>What it is found by: no secret.</summary>
    public string Prefix => Value.Substring(Scheme.Length, PrefixLength);

    /// <summary>SHA-256 of the whole key, as 64 hex digits: what is kept of it.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Value)));

    /// <summary>Makes a new key from the system's source of randomness.</summary>
    public static ApiKey Create()
    {
        var prefix = RandomNumberGenerator.GetString(PrefixCharacters, PrefixLength);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return new($"{Scheme}{prefix}_{secret}");
    }

    /// <summary>Whether a text has the shape of a key.</summary>
    /// <param name="text">What a caller showed.</param>
    /// <param name="prefix">What to look it up by.</param>
    /// <param name="hash">Receives SHA-256 of the text: 32 bytes.</param>
    internal static bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> prefix, Span<byte> hash)
    {
        prefix = default;
        Span<byte> ascii = stackalloc byte[Length];
        if (text.Length != Length
            || !text.StartsWith(Scheme, StringComparison.Ordinal)
            || text[SecretStart - 1] != '_'
            || Ascii.FromUtf16(text, ascii, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        prefix = text.Slice(Scheme.Length, PrefixLength);
        _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _sha256.AppendData(ascii);
        return _sha256.TryGetHashAndReset(hash, out _);
    }

    /// <summary>The prefix, never the secret.</summary>
    public override string ToString() => $"{Scheme}{Prefix}_…";
}
