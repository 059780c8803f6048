using System.Diagnostics.Metrics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Caching;

/// <summary>Gets a value from a distributed cache, or computes it and puts it there.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Single flight: within a process, callers who ask for a key at the same time share one look-up and one computation.</item>
/// <item>A caller who cancels stops waiting. The computation is cancelled only when no caller is left.</item>
/// <item>A failed computation fails everybody who shared it, with the same exception, and nothing is cached.</item>
/// <item>A value past its <see cref="CacheArea{T}.FreshFor"/> is served at once and computed anew in the background, once per process and key,
/// and for no more than <see cref="CacheOptions.MaxRefreshes"/> keys at a time. When that fails the old value lives on.</item>
/// <item>That there is no value is cached too, for <see cref="CacheArea{T}.AbsentFor"/>.</item>
/// <item>A cache that throws or hangs costs a caller at most <see cref="CacheOptions.OperationTimeout"/>; one that keeps doing so is left alone
/// for <see cref="CacheOptions.BypassPeriod"/>. The value is handed out before it is written to the cache.</item>
/// <item>An entry that cannot be read is computed anew; a value over <see cref="CacheOptions.MaxValueBytes"/> is served and not cached.</item>
/// </list>
/// Callers who share a computation share its result: treat values as immutable.
/// </remarks>
public sealed class ComputeCache
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Flight> _flights = [];
    private readonly Dictionary<string, Flight> _refreshes = [];
    private readonly GuardedCache _cache;
    private readonly CacheOptions _options;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Random _jitter;

    /// <summary>Creates a cache.</summary>
    /// <param name="cache">Where values are kept.</param>
    /// <param name="options">Times and sizes.</param>
    /// <param name="time">The clock of timeouts and freshness.</param>
    /// <param name="jitter">Spreads expiry. Used by one thread at a time.</param>
    /// <param name="meters">Counts hits and misses.</param>
    /// <param name="logger">Hears of a cache that fails.</param>
    public ComputeCache(
        IDistributedCache cache,
        IOptions<CacheOptions> options,
        TimeProvider time,
        Random jitter,
        IMeterFactory meters,
        ILogger<ComputeCache> logger)
    {
        _options = options.Value;
        _cache = new GuardedCache(cache, _options, time, logger);
        _metrics = new CacheMetrics(meters);
        _time = time;
        _jitter = jitter;
        _logger = logger;
    }

    /// <summary>Returns the cached value of a key, or computes and caches it.</summary>
    /// <param name="area">What kind of value it is.</param>
    /// <param name="key">The key within its area.</param>
    /// <param name="compute">
    /// Computes the value; null says that there is none. Its token is cancelled when no caller waits any more. May run in the background after
    /// this call has returned, so it must not use what belongs to the caller's request.
    /// </param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    public async Task<T?> GetOrComputeAsync<T>(
        CacheArea<T> area, string key, Func<CancellationToken, Task<T?>> compute, CancellationToken cancellationToken = default)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        var flight = Board(area, key, compute);
        try
        {
            var value = await flight.Result.Task.WaitAsync(cancellationToken);
            _metrics.Requested(area.Name, flight.Found);
            return value;
        }
        finally
        {
            Leave(flight);
        }
    }

    /// <summary>Removes a key. A computation that is under way still answers those who wait for it, but is not cached.</summary>
    /// <returns>False when the cache could not confirm it: the old value may then be served until it expires.</returns>
    public async Task<bool> RemoveAsync<T>(CacheArea<T> area, string key)
        where T : class
    {
        var fullKey = FullKey(area, key);
        List<Flight> flights = [];
        lock (_lock)
        {
            foreach (var register in new[] { _flights, _refreshes })
            {
                if (register.Remove(fullKey, out var flight))
                {
                    flight.IsRetired = true;
                    flights.Add(flight);
                }
            }
        }

        // A write that has already begun must not come after the removal.
        await Task.WhenAll(flights.Where(flight => flight.IsWriting).Select(flight => flight.Landed.Task));
        return await _cache.RemoveAsync(fullKey);
    }

    private string FullKey<T>(CacheArea<T> area, string key)
        where T : class
        => $"{_options.KeyPrefix}{area.Name}:{key}";

    private Flight<T> Board<T>(CacheArea<T> area, string key, Func<CancellationToken, Task<T?>> compute)
        where T : class
    {
        var fullKey = FullKey(area, key);
        Flight<T> flight;
        lock (_lock)
        {
            if (_flights.TryGetValue(fullKey, out var shared))
            {
                shared.Passengers++;
                return (Flight<T>)shared;
            }

            _flights.Add(fullKey, flight = new Flight<T>(fullKey, area, compute, _flights) { Passengers = 1 });
        }

        // Runs on the caller's thread up to the computation: a value in memory is there without a detour.
        _ = FlyAsync(flight);
        return flight;
    }

    private void Leave(Flight flight)
    {
        lock (_lock)
        {
            if (--flight.Passengers > 0 || flight.IsWriting)
            {
                return;
            }

            Retire(flight);
        }

        flight.Cancellation.Cancel();
    }

    /// <summary>Lets nobody else board, and keeps the value out of the cache unless it is being written already.</summary>
    private static void Retire(Flight flight)
    {
        flight.IsRetired = true;
        if (flight.Register.GetValueOrDefault(flight.Key) == flight)
        {
            flight.Register.Remove(flight.Key);
        }
    }

    private async Task FlyAsync<T>(Flight<T> flight)
        where T : class
    {
        try
        {
            var cached = await _cache.GetAsync(flight.Key);
            if (cached.Bytes is { } bytes && TryRead(flight, bytes, out var entry))
            {
                var isStale = entry.FreshUntil <= _time.GetUtcNow();
                flight.Found = isStale ? CacheResult.Stale : CacheResult.Hit;
                if (isStale)
                {
                    BeginRefresh(flight);
                }

                flight.Result.SetResult(entry.Value);
                return;
            }

            flight.Found = cached.IsBypassed ? CacheResult.Bypass : CacheResult.Miss;

            // Whoever came first must be able to stop waiting too, even while the computation keeps its thread.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await ComputeAsync(flight);
        }
        catch (Exception e)
        {
            flight.Result.TrySetException(e);
        }
        finally
        {
            Land(flight);
        }
    }

    private void BeginRefresh<T>(Flight<T> stale)
        where T : class
    {
        var refresh = new Flight<T>(stale.Key, stale.Area, stale.Compute, _refreshes);
        lock (_lock)
        {
            if (stale.IsRetired || _refreshes.Count >= _options.MaxRefreshes || !_refreshes.TryAdd(refresh.Key, refresh))
            {
                return;
            }
        }

        _ = Task.Run(() => RefreshAsync(refresh));
    }

    private async Task RefreshAsync<T>(Flight<T> refresh)
        where T : class
    {
        try
        {
            await ComputeAsync(refresh);
        }
        catch (Exception e)
        {
            CacheLog.NotRefreshed(_logger, refresh.Key, e);
        }
        finally
        {
            Land(refresh);
        }
    }

    private void Land(Flight flight)
    {
        lock (_lock)
        {
            Retire(flight);
        }

        flight.Landed.SetResult();
    }

    /// <summary>Computes the value, hands it out, and writes it to the cache.</summary>
    private async Task ComputeAsync<T>(Flight<T> flight)
        where T : class
    {
        flight.Cancellation.Token.ThrowIfCancellationRequested();
        var value = await flight.Compute(flight.Cancellation.Token);
        var (bytes, timeToLive) = Entry(flight, value);
        var isWriting = bytes is not null && TryBeginWriting(flight);
        flight.Result.SetResult(value);
        if (isWriting)
        {
            await _cache.SetAsync(flight.Key, bytes!, timeToLive);
        }
    }

    /// <summary>What to write to the cache, and for how long; nothing when the value is not to be kept.</summary>
    private (byte[]? Bytes, TimeSpan TimeToLive) Entry<T>(Flight<T> flight, T? value)
        where T : class
    {
        var area = flight.Area;
        var timeToLive = value is null ? area.AbsentFor : area.TimeToLive ?? _options.DefaultTimeToLive;
        if (timeToLive <= TimeSpan.Zero)
        {
            return default;
        }

        var spread = Spread();
        var freshFor = value is null ? timeToLive : area.FreshFor ?? timeToLive;
        var bytes = new CacheEntry<T>(value, _time.GetUtcNow() + (freshFor * spread)).Write(area.Format);
        if (bytes.Length > _options.MaxValueBytes)
        {
            CacheLog.TooLarge(_logger, flight.Key, bytes.Length);
            return default;
        }

        return (bytes, timeToLive * spread);
    }

    private bool TryBeginWriting(Flight flight)
    {
        lock (_lock)
        {
            return flight.IsWriting = !flight.IsRetired;
        }
    }

    private bool TryRead<T>(Flight<T> flight, byte[] bytes, out CacheEntry<T> entry)
        where T : class
    {
        try
        {
            entry = CacheEntry<T>.Read(bytes, flight.Area.Format);
            return true;
        }
        catch (FormatException e)
        {
            CacheLog.Unreadable(_logger, flight.Key, e);
            entry = default;
            return false;
        }
    }

    /// <summary>A factor around 1, so that entries made together do not end together.</summary>
    private double Spread()
    {
        lock (_jitter)
        {
            return 1 + (_options.JitterRatio * ((2 * _jitter.NextDouble()) - 1));
        }
    }

    /// <summary>One look-up and, if need be, computation, that callers share; or a computation in the background that nobody waits for.</summary>
    private abstract class Flight(string key, Dictionary<string, Flight> register)
    {
        public string Key => key;

        /// <summary>Where it is listed until it is retired.</summary>
        public Dictionary<string, Flight> Register => register;

        public CancellationTokenSource Cancellation { get; } = new();

        /// <summary>Ends when nothing of the flight is going on any more.</summary>
        public TaskCompletionSource Landed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Passengers { get; set; }

        public bool IsRetired { get; set; }

        public bool IsWriting { get; set; }

        public CacheResult Found { get; set; }
    }

    private sealed class Flight<T>(string key, CacheArea<T> area, Func<CancellationToken, Task<T?>> compute, Dictionary<string, Flight> register)
        : Flight(key, register)
        where T : class
    {
        public CacheArea<T> Area => area;

        public Func<CancellationToken, Task<T?>> Compute => compute;

        public TaskCompletionSource<T?> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
