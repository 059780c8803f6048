using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Judges URLs that callers gave, before anything is resolved: what is refused here is refused at once, with a reason.</summary>
/// <remarks>A URL that passes may still lead to a refused address; that is judged when the connection is made.</remarks>
public sealed class OutboundUrls(IOptions<OutboundOptions> options, NetworkPolicy networks)
{
    /// <summary>The longest host name in DNS (RFC 1035, 2.3.4).</summary>
    private const int MaxHostLength = 253;

    private string TooLong => $"A URL has at most {options.Value.MaxUrlLength} characters.";

    /// <summary>Reads a URL.</summary>
    /// <param name="text">An absolute http or https URL. Odd spellings of a host are taken for what they mean.</param>
    /// <param name="url">The URL, its host in ASCII.</param>
    /// <param name="error">Why it is refused, as a sentence for the caller.</param>
    public bool TryParse(string? text, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? error)
    {
        url = null;
        error = TextError(text) ?? (Uri.TryCreate(text, UriKind.Absolute, out url) ? Error(url) : "This is no absolute URL.");
        return error is null;
    }

    /// <summary>Why a URL is refused; null when it is not.</summary>
    internal string? Error(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
        {
            return "A URL is http or https.";
        }

        if (url.UserInfo.Length > 0)
        {
            return "A URL carries no user name and no password.";
        }

        if (url.OriginalString.Length > options.Value.MaxUrlLength)
        {
            return TooLong;
        }

        if (!TryGetHost(url, out var host))
        {
            return "The host of the URL is not valid.";
        }

        if (IPAddress.TryParse(host, out var address))
        {
            return networks.Refusal(address, url.Port) is { } refusal ? $"'{host}' must not be called: the address is {refusal}." : null;
        }

        return networks.MayUse(url.Port) ? null : $"Port {url.Port} must not be called.";
    }

    private static bool TryGetHost(Uri url, [NotNullWhen(true)] out string? host)
    {
        try
        {
            host = url.IdnHost;
            return host is { Length: > 0 and <= MaxHostLength } && host.All(char.IsAscii);
        }
        catch (UriFormatException)
        {
            host = null;
            return false;
        }
    }

    /// <summary>What parsers are known to disagree about is not let through to one.</summary>
    private string? TextError(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "The URL is empty.";
        }

        if (text.Length > options.Value.MaxUrlLength)
        {
            return TooLong;
        }

        if (text.Any(c => c <= ' ' || c == '\\' || char.IsControl(c)))
        {
            return "A URL has no white space, control characters or backslashes.";
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            return "A URL to call has no fragment.";
        }

        var authority = text.AsSpan(text.IndexOf("//", StringComparison.Ordinal) + 1).TrimStart('/');
        var end = authority.IndexOfAny('/', '?');
        return (end < 0 ? authority : authority[..end]).Contains('@') ? "A URL carries no user name and no password." : null;
    }
}
