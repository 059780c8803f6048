using Microsoft.Extensions.Primitives;

namespace FunctionApp.Core.Gateway.Idempotency;

/// <summary>The request header by which a client says that a call is a repetition (draft-ietf-httpapi-idempotency-key-header-06).</summary>
internal static class IdempotencyKey
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Says on a response that it is the answer to an earlier call.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int MaxLength = 255;

    /// <summary>Reads the key: a string as in RFC 9651 (in quotes), or the bare characters, as most clients send it.</summary>
    /// <returns>Null when the header is there but holds no key: one of 1 to 255 printable ASCII characters, once.</returns>
    public static string? Read(StringValues header)
    {
        if (header is not [{ } text])
        {
            return null;
        }

        var key = text is ['"', .. var inside, '"'] ? inside : text;
        return key.Length is > 0 and <= MaxLength && key.All(c => c is >= ' ' and <= '~' and not '"') ? key : null;
    }
}
