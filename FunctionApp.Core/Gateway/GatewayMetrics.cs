using System.Diagnostics.Metrics;
using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Gateway;

/// <summary>Counts whom the gateway turned away, and why.</summary>
internal sealed class GatewayMetrics
{
    private readonly Counter<long> _rejections;

    public GatewayMetrics(IMeterFactory meters)
    {
        _rejections = meters.Create(InstrumentNames.Scope).CreateCounter<long>(
            InstrumentNames.GatewayRejections, unit: "{request}", description: "Requests that the gateway turned away.");
    }

    /// <param name="reason">See <see cref="InstrumentNames.GatewayRejections"/>.</param>
    /// <param name="rateClass">The operation's.</param>
    public void Rejected(string reason, RateClass rateClass)
        => _rejections.Add(1, new("reason", reason), new("rate_class", rateClass.ToString().ToLowerInvariant()));
}
