using System.Diagnostics.Metrics;
using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Caching;

/// <summary>Counts what the cache is good for.</summary>
internal sealed class CacheMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _requests = meters.Create(InstrumentNames.Scope).CreateCounter<long>(
        InstrumentNames.CacheRequests, "{request}", "Look-ups in the cache.");

    public void Requested(string area, CacheResult result)
        => _requests.Add(1, new KeyValuePair<string, object?>("cache.name", area), new KeyValuePair<string, object?>("cache.result", NameOf(result)));

    private static string NameOf(CacheResult result) => result switch
    {
        CacheResult.Hit => "hit",
        CacheResult.Miss => "miss",
        CacheResult.Stale => "stale",
        _ => "bypass",
    };
}
