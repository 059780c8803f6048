using FunctionApp.Core.Resilience.Outbound;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Webhooks;

/// <summary>Knows who wants which events, and where they are delivered.</summary>
public sealed class WebhookReceivers(WebhookEndpoints endpoints, OutboundUrls urls, IOptions<WebhookOptions> options)
{
    /// <summary>Whether any subscription wants events of any of these types. What nobody wants need not be published.</summary>
    public bool AnyFor(params IEnumerable<string> eventTypes) => eventTypes.Any(type => SubscriptionsFor(type).Any());

    /// <summary>The names of the subscriptions that want events of a type.</summary>
    internal IEnumerable<string> SubscriptionsFor(string eventType)
        => options.Value.Subscriptions.Where(subscription => subscription.Wants(eventType)).Select(subscription => subscription.Name);

    /// <summary>Finds where a delivery goes; null when its subscription or endpoint is no longer there.</summary>
    internal async Task<WebhookReceiver?> FindAsync(string? subscription, string? endpoint, CancellationToken cancellationToken)
    {
        if (subscription is not null)
        {
            return options.Value.Subscriptions.FirstOrDefault(candidate => candidate.Name == subscription) is { } found
                && urls.TryParse(found.Url, out var url, out _)
                    ? new(url, found.Secrets)
                    : null;
        }

        return endpoint is not null && await endpoints.FindAsync(endpoint, cancellationToken) is { } named
            ? new(named, options.Value.SigningSecrets)
            : null;
    }
}
