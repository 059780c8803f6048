using System.Diagnostics.Metrics;
using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Images.Labels;

/// <summary>The instruments of labelling.</summary>
public sealed class LabelMetrics
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _cacheRequests;

    /// <summary>Creates the instruments.</summary>
    public LabelMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(InstrumentNames.Scope);
        _requests = meter.CreateCounter<long>(InstrumentNames.VisionRequests, "{request}", "Pictures sent to the vision service.");
        _retries = meter.CreateCounter<long>(InstrumentNames.Retries, "{retry}", "Attempts after the first.");
        _cacheRequests = meter.CreateCounter<long>(InstrumentNames.CacheRequests, "{request}", "Requests to caches.");
    }

    /// <summary>Counts a picture that is sent.</summary>
    internal void Sent() => _requests.Add(1);

    /// <summary>Counts a request that is sent again.</summary>
    internal void Retried() => _retries.Add(1, new KeyValuePair<string, object?>("peer.service", VisionClient.CircuitName));

    /// <summary>Counts a look for labels that may have been paid for.</summary>
    internal void LookedUp(bool found) => _cacheRequests.Add(
        1, new KeyValuePair<string, object?>("cache.name", "labels"), new KeyValuePair<string, object?>("cache.result", found ? "hit" : "miss"));
}
