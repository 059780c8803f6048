using System.Buffers.Text;
using System.Text;

namespace FunctionApp.Adapters;

/// <summary>Where to go on listing: a service's own marker, packed with the list it belongs to, so that a foreign one is refused.</summary>
internal static class ListContinuation
{
    private const char Mark = '\u0001';

    /// <summary>The continuation to hand out; null when the service has no more.</summary>
    /// <param name="list">What is listed, for example a prefix.</param>
    /// <param name="marker">The service's marker.</param>
    public static string? Pack(string list, string? marker)
        => string.IsNullOrEmpty(marker) ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Mark}{list}{Mark}{marker}"));

    /// <summary>The service's marker; null when there is no continuation.</summary>
    /// <exception cref="ArgumentException">The continuation is not one that this list handed out.</exception>
    public static string? Unpack(string list, string? continuation)
    {
        if (continuation is null)
        {
            return null;
        }

        var expected = $"{Mark}{list}{Mark}";
        return Base64Url.IsValid(continuation)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation)) is var text
            && text.Length > expected.Length
            && text.StartsWith(expected, StringComparison.Ordinal)
                ? text[expected.Length..]
                : throw new ArgumentException("The continuation is not one that this list handed out.", nameof(continuation));
    }
}
