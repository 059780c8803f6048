using System.Diagnostics.Metrics;
using FunctionApp.Core.Telemetry;
using FunctionApp.Core.Webhooks.Deliveries;

namespace FunctionApp.Core.Webhooks;

/// <summary>Counts attempts to deliver.</summary>
public sealed class WebhookMetrics
{
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _retries;

    /// <summary>Creates the instruments.</summary>
    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(InstrumentNames.Scope);
        _attempts = meter.CreateCounter<long>(InstrumentNames.WebhookDeliveries, "{attempt}", "Attempts to deliver an event.");
        _retries = meter.CreateCounter<long>(InstrumentNames.Retries, "{retry}", "Attempts after the first.");
    }

    /// <summary>Counts an attempt.</summary>
    /// <param name="status">What the delivery became by it.</param>
    /// <param name="attempt">Counted from 1.</param>
    internal void Attempted(DeliveryStatus status, int attempt)
    {
        _attempts.Add(1, new KeyValuePair<string, object?>("outcome", status switch
        {
            DeliveryStatus.Delivered => "delivered",
            DeliveryStatus.Failed => "given_up",
            _ => "failed",
        }));
        if (attempt > 1)
        {
            _retries.Add(1, new KeyValuePair<string, object?>("peer.service", "webhook"));
        }
    }
}
