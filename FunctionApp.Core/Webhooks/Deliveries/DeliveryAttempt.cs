namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>One try to deliver an event.</summary>
public sealed record DeliveryAttempt
{
    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <summary>The status that the receiver answered with; null when it did not answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The beginning of what the receiver answered.</summary>
    public string? Response { get; init; }

    /// <summary>Why there was no answer.</summary>
    public string? Error { get; init; }
}
