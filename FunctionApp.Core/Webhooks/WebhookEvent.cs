using System.Text.Json;

namespace FunctionApp.Core.Webhooks;

/// <summary>Something that happened, for whoever wants to know: the input of <see cref="PublishEvent"/>.</summary>
public sealed record WebhookEvent
{
    /// <summary>Identifies the event; letters, digits and hyphens. Publishing it again delivers it to nobody twice.</summary>
    public required string Id { get; init; }

    /// <summary>What happened: lower-case words with full stops between, for example <c>functionapp.image.completed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it happened to.</summary>
    public required string Subject { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What there is to say: ids and outcomes, never bytes.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>A receiver besides the subscriptions: what <see cref="WebhookEndpoints"/> registered; null when there is none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Whether the subscriptions were told before, and only the endpoint is to be.</summary>
    public bool IsRepeat { get; init; }
}
