using System.Diagnostics.Metrics;
using FunctionApp.Core.Telemetry;
using FunctionApp.Core.Webhooks.Deliveries;

namespace FunctionApp.Core.Webhooks;

/// <summary>Counts attempts to deliver.</summary>
public sealed class WebhookMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _attempts = meters.Create(InstrumentNames.Scope)
        .CreateCounter<long>(InstrumentNames.WebhookDeliveries, "{attempt}", "Attempts to deliver an event.");

    internal void Attempted(DeliveryStatus status) => _attempts.Add(1, new KeyValuePair<string, object?>("outcome", status switch
    {
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Failed => "given_up",
        _ => "failed",
    }));
}
