using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>When a delivery that failed is tried again.</summary>
internal static class DeliveryPatience
{
    /// <summary>The moment of the next attempt; null when there is none left.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="attempt">The attempt that failed, from 1, since the delivery was last begun.</param>
    /// <param name="now">The end of that attempt.</param>
    /// <param name="retryAfter">What the receiver asked for.</param>
    /// <param name="options">How patient to be.</param>
    public static DateTimeOffset? Next(
        WebhookDelivery delivery, int attempt, DateTimeOffset now, TimeSpan? retryAfter, WebhookOptions options)
    {
        var doubled = options.FirstRetryInterval.TotalSeconds * Math.Pow(2, attempt - 1);
        var wait = TimeSpan.FromSeconds(Math.Min(doubled, options.MaxRetryInterval.TotalSeconds) * Share(delivery.DeliveryId, attempt));
        var left = delivery.Since + options.GiveUpAfter - now;
        wait = retryAfter > wait ? retryAfter.Value : wait;
        return wait <= left ? now + wait : null;
    }

    /// <summary>Half of the wait to all of it: deliveries that failed together do not come again together. The same on every run.</summary>
    private static double Share(string deliveryId, int attempt)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{deliveryId}:{attempt}")));
        return 0.5 + (BitConverter.ToUInt32(hash) / (2d * uint.MaxValue));
    }
}
