using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>A delivery's identity: a countdown that puts the newest first, and the hash of event and receiver.</summary>
public static class DeliveryId
{
    private const int CountdownLength = 19;
    private const int HashLength = 16;

    /// <summary>Derives the id, so that the same event is one delivery to each receiver however often it is published.</summary>
    public static string Of(WebhookEvent happened, string? subscription, string? endpoint)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{happened.Id}\n{subscription}\n{endpoint}"));
        return $"{Countdown(happened.Time)}-{Convert.ToHexStringLower(hash)[..HashLength]}";
    }

    /// <summary>How the ids of deliveries begin whose event happened at a moment; earlier ones sort after it.</summary>
    internal static string Countdown(DateTimeOffset moment)
        => string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - moment.UtcTicks:D19}");

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsValid(string? id)
        => id is { Length: CountdownLength + 1 + HashLength }
            && id[CountdownLength] == '-'
            && id.AsSpan(0, CountdownLength).IndexOfAnyExceptInRange('0', '9') < 0
            && id[(CountdownLength + 1)..].All(char.IsAsciiHexDigitLower);

    /// <summary>The orchestration instance that delivers.</summary>
    public static string InstanceId(string deliveryId) => $"webhook-{deliveryId}";
}
