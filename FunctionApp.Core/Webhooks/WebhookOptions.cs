using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Webhooks;

/// <summary>Who is told of what happens, and how patiently. Bound from <c>Webhooks</c>.</summary>
public sealed record WebhookOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Webhooks";

    /// <summary>Receivers: <c>Name</c>, <c>Url</c>, <c>Secrets</c> (as <c>whsec_...</c>; several while one replaces another) and <c>EventTypes</c> (such as <c>functionapp.image.*</c>; none means all).</summary>
    public IReadOnlyList<WebhookSubscription> Subscriptions { get; init; } = [];

    /// <summary>Secrets that sign deliveries to URLs named in requests, as <c>whsec_</c> and base64 of 24 to 64 bytes. Without one, requests cannot name a webhook.</summary>
    public IReadOnlyList<string> SigningSecrets { get; init; } = [];

    /// <summary>The <c>source</c> of every event, a URI reference that tells this deployment from others. Default <c>/functionapp</c>.</summary>
    [Required]
    public string Source { get; init; } = "/functionapp";

    /// <summary>How long a receiver may take to answer. Default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The wait after the first failed attempt; it doubles with each further one, less up to half at random. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan FirstRetryInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between attempts, unless the receiver asks for a longer one. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after the event no further attempt is made. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(24);
}
