namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>One event on its way to one receiver: an entry of the delivery log.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The most attempts that are kept; of more, the latest.</summary>
    public const int MaxAttempts = 50;

    /// <summary>The delivery's id; see <see cref="Deliveries.DeliveryId"/>.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The subscription it goes to; null when the request named the receiver.</summary>
    public string? Subscription { get; init; }

    /// <summary>The endpoint it goes to, when a request named the receiver.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The receiver's host. The whole URL may be a secret, and is not kept here.</summary>
    public required string Host { get; init; }

    /// <summary>The type of the event.</summary>
    public required string EventType { get; init; }

    /// <summary>Where it stands.</summary>
    public required DeliveryStatus Status { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>When the event happened (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the attempts that count began: with the event, or with the latest redelivery (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it is tried next (UTC); null when it is not, or at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Attempts in all.</summary>
    public int AttemptCount { get; init; }

    /// <summary>The attempts, oldest first; not in lists.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>What is delivered; not in lists.</summary>
    public CloudEvent? Event { get; init; }

    /// <summary>The same delivery after one more attempt.</summary>
    public WebhookDelivery With(DeliveryAttempt attempt) => this with
    {
        AttemptCount = AttemptCount + 1,
        Attempts = [.. Attempts.TakeLast(MaxAttempts - 1), attempt],
        NextAttemptAt = null,
    };

    /// <summary>The same delivery, given up.</summary>
    public WebhookDelivery FailedWith(string reason) => this with { Status = DeliveryStatus.Failed, Reason = reason, NextAttemptAt = null };

    /// <summary>The same delivery, from the beginning.</summary>
    public WebhookDelivery ReopenedAt(DateTimeOffset moment)
        => this with { Status = DeliveryStatus.Pending, Reason = null, NextAttemptAt = null, Since = moment };

    /// <summary>The delivery as lists show it.</summary>
    public WebhookDelivery Summary() => this with { Attempts = [], Event = null };
}
