using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FunctionApp.Core.Webhooks;

/// <summary>Signs deliveries by Standard Webhooks 1.0: HMAC-SHA256 over <c>id.timestamp.body</c>, one signature per secret.</summary>
internal static class WebhookSignature
{
    /// <summary>The header that carries the event's id, the same on every attempt.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header that carries the moment of the attempt, in seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header that carries the signatures, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>The three headers of a delivery.</summary>
    /// <param name="id">The event's id; has no full stop.</param>
    /// <param name="at">The moment of the attempt.</param>
    /// <param name="body">The bytes that are sent.</param>
    /// <param name="secrets">The keys.</param>
    public static IReadOnlyDictionary<string, string> Headers(
        string id, DateTimeOffset at, ReadOnlyMemory<byte> body, IEnumerable<byte[]> secrets)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body.Span];
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [IdHeader] = id,
            [TimestampHeader] = timestamp,
            [SignatureHeader] = string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}")),
        };
    }
}
