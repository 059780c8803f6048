namespace FunctionApp.Core.Webhooks;

/// <summary>A configured receiver. Payloads and logs name it; its URL and secrets stay in the configuration.</summary>
public sealed record WebhookSubscription
{
    /// <summary>1-32 characters of a-z, 0-9 and hyphen; unique.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where deliveries go.</summary>
    public string Url { get; init; } = "";

    /// <summary>Every delivery is signed with each of them, so that one can replace another without a gap.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Types that are delivered; one that ends in <c>*</c> stands for all that begin like it. Empty means all.</summary>
    public IReadOnlyList<string> EventTypes { get; init; } = [];

    /// <summary>Whether events of a type are delivered.</summary>
    public bool Wants(string eventType) => EventTypes.Count == 0 || EventTypes.Any(pattern => pattern.EndsWith('*')
        ? eventType.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : pattern == eventType);

    /// <summary>Name and URL's absence: what may be printed.</summary>
    public override string ToString() => Name;
}
