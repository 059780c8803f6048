using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway.RateLimiting;

/// <summary>Counts in this process: one compare-and-swap a call, and no lock.</summary>
/// <remarks>
/// A client whose quota is whole is the same as one never seen, so forgetting it changes nothing; that is how memory stays bounded. Clients
/// beyond <see cref="RateLimitOptions.MaxClients"/> share one quota.
/// </remarks>
internal sealed class InMemoryRateLimiter(IOptions<GatewayOptions> options, TimeProvider time) : IRateLimiter
{
    private const string Others = "";
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Key, Bucket> _buckets = new();
    private readonly int _maxClients = options.Value.RateLimits.MaxClients;
    private readonly double _unit = 1.0 / time.TimestampFrequency;
    private long _sweepAfter = long.MinValue;
    private int _count;

    /// <summary>How many buckets are remembered.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public ValueTask<RateLimitDecision> TakeAsync(string client, RateLimitPolicy policy, CancellationToken cancellationToken = default)
        => new(Take(client, policy));

    /// <summary>The same, at once.</summary>
    public RateLimitDecision Take(string client, RateLimitPolicy policy)
    {
        // Rounded up: rather a nanosecond too slow than a call too many.
        var interval = Math.Max(1, (long)Math.Ceiling(policy.Window.TotalSeconds * time.TimestampFrequency / policy.Quota));
        var key = new Key(client, policy.RateClass);
        while (true)
        {
            var bucket = _buckets.TryGetValue(key, out var known) ? known : Add(key);
            if (bucket.Take(time.GetTimestamp(), interval, policy.Quota, _unit) is { } decision)
            {
                return decision;
            }

            Forget(key, bucket);
        }
    }

    private Bucket Add(Key key)
    {
        if (Count >= _maxClients)
        {
            Sweep();
            key = Count >= _maxClients ? key with { Client = Others } : key;
        }

        var bucket = new Bucket();
        var kept = _buckets.GetOrAdd(key, bucket);
        if (ReferenceEquals(kept, bucket))
        {
            Interlocked.Increment(ref _count);
        }

        return kept;
    }

    /// <summary>Forgets the clients whose quota is whole, at most once a second.</summary>
    private void Sweep()
    {
        var now = time.GetTimestamp();
        var after = Volatile.Read(ref _sweepAfter);
        var next = now + (long)(SweepInterval.TotalSeconds * time.TimestampFrequency);
        if (now < after || Interlocked.CompareExchange(ref _sweepAfter, next, after) != after)
        {
            return;
        }

        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.TryRetire(now))
            {
                Forget(key, bucket);
            }
        }
    }

    private void Forget(Key key, Bucket bucket)
    {
        if (_buckets.TryRemove(KeyValuePair.Create(key, bucket)))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private readonly record struct Key(string Client, RateClass RateClass);

    private sealed class Bucket
    {
        /// <summary>The bucket is no longer in the table; whoever still holds it looks again.</summary>
        private const long Retired = long.MaxValue;

        private long _arrival = long.MinValue;

        /// <summary>Null when the bucket was forgotten meanwhile.</summary>
        public RateLimitDecision? Take(long now, long interval, int quota, double unit)
        {
            while (true)
            {
                var arrival = Volatile.Read(ref _arrival);
                if (arrival == Retired)
                {
                    return null;
                }

                if (CellRate.Next(arrival, now, interval, quota) is not { } next)
                {
                    return CellRate.Decision(isAllowed: false, arrival - now, interval, quota, unit);
                }

                if (Interlocked.CompareExchange(ref _arrival, next, arrival) == arrival)
                {
                    return CellRate.Decision(isAllowed: true, next - now, interval, quota, unit);
                }
            }
        }

        public bool TryRetire(long now)
        {
            var arrival = Volatile.Read(ref _arrival);
            return arrival <= now && arrival != long.MinValue && Interlocked.CompareExchange(ref _arrival, Retired, arrival) == arrival;
        }
    }
}
