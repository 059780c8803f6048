using System.Text.RegularExpressions;
using FunctionApp.Core.Resilience.Outbound;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Webhooks;

/// <summary>Finds at start what would otherwise fail at the first delivery. Never repeats a secret.</summary>
internal sealed partial class WebhookOptionsValidator(OutboundUrls urls) : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var errors = options.SigningSecrets
            .Select((secret, index) => (Secret: secret, Key: $"Webhooks:SigningSecrets:{index}"))
            .Concat(options.Subscriptions.SelectMany((subscription, number) => subscription.Secrets
                .Select((secret, index) => (Secret: secret, Key: $"Webhooks:Subscriptions:{number}:Secrets:{index}"))))
            .Where(entry => WebhookSecret.Parse(entry.Secret) is null)
            .Select(entry => $"{entry.Key}: a secret is whsec_ followed by the base64 of 24 to 64 random bytes.")
            .Concat(options.Subscriptions.SelectMany(Errors))
            .Concat(options.Subscriptions
                .GroupBy(subscription => subscription.Name)
                .Where(group => group.Count() > 1)
                .Select(group => $"Webhooks:Subscriptions: '{group.Key}' is there more than once."))
            .ToList();

        if (!Uri.IsWellFormedUriString(options.Source, UriKind.RelativeOrAbsolute))
        {
            errors.Add("Webhooks:Source: a source is a URI reference.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Errors(WebhookSubscription subscription, int index)
    {
        var key = $"Webhooks:Subscriptions:{index}";
        if (!SubscriptionName().IsMatch(subscription.Name))
        {
            yield return $"{key}:Name: a subscription's name has 1-32 characters of a-z, 0-9 and hyphen.";
        }

        if (!urls.TryParse(subscription.Url, out _, out var error))
        {
            yield return $"{key}:Url: {error}";
        }

        if (subscription.Secrets.Count == 0)
        {
            yield return $"{key}:Secrets: there is none, so nobody could tell a delivery from a forgery.";
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,31}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex SubscriptionName();
}
