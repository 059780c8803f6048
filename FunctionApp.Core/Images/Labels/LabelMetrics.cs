using System.Diagnostics.Metrics;
using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Images.Labels;

/// <summary>The instruments of labelling.</summary>
public sealed class LabelMetrics
{
    private readonly Counter<long> _retries;
    private readonly Counter<long> _cacheRequests;

    /// <summary>Creates the instruments.</summary>
    public LabelMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(InstrumentNames.Scope);
        _retries = meter.CreateCounter<long>(InstrumentNames.Retries, "{retry}", "Attempts after the first.");
        _cacheRequests = meter.CreateCounter<long>(InstrumentNames.CacheRequests, "{request}", "Requests to caches.");
    }

    /// <summary>Counts a request that is sent again.</summary>
    internal void Retried() => _retries.Add(1, new KeyValuePair<string, object?>("peer.service", VisionClient.CircuitName));

    /// <summary>Counts a look for labels that may have been paid for.</summary>
    internal void LookedUp(bool found) => _cacheRequests.Add(
        1, new KeyValuePair<string, object?>("cache.name", "labels"), new KeyValuePair<string, object?>("cache.result", found ? "hit" : "miss"));
}
