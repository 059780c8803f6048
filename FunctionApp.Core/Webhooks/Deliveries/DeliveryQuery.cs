namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>Which deliveries to list. Filters combine with "and".</summary>
public sealed record DeliveryQuery
{
    /// <summary>Deliveries in a page, 1 to <see cref="DeliveryLog.MaxLimit"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>Token of the page before; null for the first.</summary>
    public string? Continuation { get; init; }

    /// <summary>Only these; null means all.</summary>
    public DeliveryStatus? Status { get; init; }

    /// <summary>Only to this subscription; null means all.</summary>
    public string? Subscription { get; init; }
}
