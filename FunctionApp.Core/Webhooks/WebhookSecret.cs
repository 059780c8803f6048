namespace FunctionApp.Core.Webhooks;

/// <summary>A signing secret as Standard Webhooks 1.0 writes it: <c>whsec_</c> and base64.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    /// <summary>The key; null when the text is no secret.</summary>
    public static byte[]? Parse(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length > 200)
        {
            return null;
        }

        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text[Prefix.Length..], buffer, out var count) && count is >= MinBytes and <= MaxBytes
            ? buffer[..count]
            : null;
    }
}
