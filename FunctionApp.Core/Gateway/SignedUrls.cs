using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway;

/// <summary>URLs that carry their own permission: to GET exactly this path with exactly this query, until a moment.</summary>
/// <remarks>
/// <c>exp</c> is that moment in Unix seconds; <c>sig</c> is the HMAC-SHA256 (RFC 2104), base64url (RFC 4648, 5), of the text
/// <c>GET</c>, line feed, the decoded path, line feed, the query without <c>sig</c>: its pairs decoded, sorted ordinally by name and then by
/// value, each written as name=value percent-encoded (RFC 3986), joined by ampersands. Every key of
/// <see cref="SignedUrlOptions.UrlSigningKeys"/> verifies, and verification takes the same time wherever a signature is wrong.
/// </remarks>
public sealed class SignedUrls(IOptions<SignedUrlOptions> options, TimeProvider time)
{
    /// <summary>The query parameter that holds the expiry.</summary>
    public const string Expiry = "exp";

    /// <summary>The query parameter that holds the signature.</summary>
    public const string Signature = "sig";

    private readonly byte[][] _keys = [.. options.Value.UrlSigningKeys.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether there is a key to sign with.</summary>
    public bool CanSign => _keys.Length > 0;

    /// <summary>Whether a request claims to be signed, rightly or not.</summary>
    public static bool IsSigned(HttpRequest request) => request.Query.ContainsKey(Signature);

    /// <summary>Signs a URL.</summary>
    /// <param name="path">The path from the host's root.</param>
    /// <param name="query">The parameters, decoded, without expiry and signature.</param>
    /// <param name="expiresAt">When it stops working; counted in whole seconds.</param>
    /// <returns>Path and query.</returns>
    /// <exception cref="InvalidOperationException">There is no key to sign with.</exception>
    public string Sign(PathString path, IEnumerable<KeyValuePair<string, string>> query, DateTimeOffset expiresAt)
    {
        if (!CanSign)
        {
            throw new InvalidOperationException("There is no key to sign URLs with.");
        }

        var expiry = expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var canonical = Canonical([.. query, new(Expiry, expiry)]);
        return $"{path.ToUriComponent()}?{canonical}&{Signature}={Base64Url.EncodeToString(Mac(_keys[0], path, canonical))}";
    }

    /// <summary>Whether a request has a signature that is right and has not expired. Only reading can be signed for.</summary>
    public bool IsValid(HttpRequest request)
    {
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || request.Query[Signature] is not [{ } text]
            || request.Query[Expiry] is not [{ } expiry]
            || !long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var expiresAt))
        {
            return false;
        }

        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Base64Url.DecodeFromChars(text, signature, out _, out var length) != OperationStatus.Done || length != HMACSHA256.HashSizeInBytes)
        {
            return false;
        }

        var canonical = Canonical(
        [
            .. request.Query.Where(parameter => parameter.Key != Signature)
                .SelectMany(parameter => parameter.Value, (parameter, value) => new KeyValuePair<string, string>(parameter.Key, value ?? "")),
        ]);
        var isAuthentic = false;
        foreach (var key in _keys)
        {
            isAuthentic |= CryptographicOperations.FixedTimeEquals(Mac(key, request.PathBase + request.Path, canonical), signature);
        }

        return isAuthentic && time.GetUtcNow().ToUnixTimeSeconds() <= expiresAt + (long)options.Value.UrlClockSkew.TotalSeconds;
    }

    private static byte[] Mac(byte[] key, PathString path, string canonicalQuery)
        => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"GET\n{path.Value}\n{canonicalQuery}"));

    private static string Canonical(List<KeyValuePair<string, string>> query) => string.Join(
        '&',
        query.OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
}
