using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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
/// <item>A cache that throws or hangs costs a caller at most <see cref="CacheOptions.OperationTimeout"/>: it is bypassed, and left alone for
/// <see cref="CacheOptions.BypassPeriod"/>. The value is handed out before it is written to the cache.</item>
/// <item>An entry that is no valid JSON of its type is computed anew.</item>
/// </list>
/// Callers who share a computation share its result: treat values as immutable.
/// </remarks>
public sealed class ComputeCache
{
    private readonly Dictionary<(string Key, Type Type), Flight> _flights = [];
    private readonly GuardedCache _cache;
    private readonly CacheOptions _options;
    private readonly ILogger _logger;
    private readonly Random _jitter;

    /// <summary>Creates a cache.</summary>
    /// <param name="cache">Where values are kept.</param>
    /// <param name="options">Times and sizes.</param>
    /// <param name="time">The clock of timeouts.</param>
    /// <param name="jitter">Spreads expiry. Used by one thread at a time.</param>
    /// <param name="logger">Hears of a cache that fails.</param>
    public ComputeCache(IDistributedCache cache, IOptions<CacheOptions> options, TimeProvider time, Random jitter, ILogger<ComputeCache> logger)
    {
        _options = options.Value;
        _cache = new GuardedCache(cache, _options, time, logger);
        _jitter = jitter;
        _logger = logger;
    }

    /// <summary>Returns the cached value of a key, or computes and caches it.</summary>
    /// <param name="key">The key; <see cref="CacheOptions.KeyPrefix"/> is put before it.</param>
    /// <param name="type">How the value is written as JSON.</param>
    /// <param name="compute">Computes the value. Its token is cancelled when no caller waits any more.</param>
    /// <param name="timeToLive">How long the value may be served, give or take the jitter; the default of the options when null.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    public async Task<T> GetOrComputeAsync<T>(
        string key,
        JsonTypeInfo<T> type,
        Func<CancellationToken, Task<T>> compute,
        TimeSpan? timeToLive = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var flight = Board(key, type, compute, timeToLive ?? _options.DefaultTimeToLive);
        try
        {
            return await flight.Result.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(flight);
        }
    }

    /// <summary>Removes a key. A computation that is under way still answers those who wait for it, but is not cached.</summary>
    /// <returns>False when the cache could not confirm it: the old value may then be served until it expires.</returns>
    public async Task<bool> RemoveAsync(string key)
    {
        List<Flight> flights;
        lock (_flights)
        {
            flights = [.. _flights.Values.Where(flight => flight.Key == key)];
            flights.ForEach(Retire);
        }

        // A write that has already begun must not come after the removal.
        await Task.WhenAll(flights.Where(flight => flight.IsWriting).Select(flight => flight.Landed));
        return await _cache.RemoveAsync(FullKey(key));
    }

    private string FullKey(string key) => _options.KeyPrefix + key;

    private Flight<T> Board<T>(string key, JsonTypeInfo<T> type, Func<CancellationToken, Task<T>> compute, TimeSpan timeToLive)
    {
        lock (_flights)
        {
            if (!_flights.TryGetValue((key, typeof(T)), out var flight))
            {
                _flights.Add((key, typeof(T)), flight = new Flight<T>(key));
                flight.Landed = Task.Run(() => FlyAsync((Flight<T>)flight, type, compute, timeToLive));
            }

            flight.Passengers++;
            return (Flight<T>)flight;
        }
    }

    private void Leave(Flight flight)
    {
        lock (_flights)
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
    private void Retire(Flight flight)
    {
        flight.IsRetired = true;
        if (_flights.GetValueOrDefault((flight.Key, flight.Type)) == flight)
        {
            _flights.Remove((flight.Key, flight.Type));
        }
    }

    private async Task FlyAsync<T>(Flight<T> flight, JsonTypeInfo<T> type, Func<CancellationToken, Task<T>> compute, TimeSpan timeToLive)
    {
        try
        {
            if (await _cache.GetAsync(FullKey(flight.Key)) is { } cached && TryRead(flight.Key, cached, type, out var found))
            {
                flight.Result.SetResult(found);
                return;
            }

            flight.Cancellation.Token.ThrowIfCancellationRequested();
            var value = await compute(flight.Cancellation.Token);
            var json = JsonSerializer.SerializeToUtf8Bytes(value, type);
            var isWriting = TryBeginWriting(flight);
            flight.Result.SetResult(value);
            if (isWriting)
            {
                await _cache.SetAsync(FullKey(flight.Key), json, WithJitter(timeToLive));
            }
        }
        catch (Exception e)
        {
            flight.Result.SetException(e);
        }
        finally
        {
            lock (_flights)
            {
                Retire(flight);
            }
        }
    }

    private bool TryBeginWriting(Flight flight)
    {
        lock (_flights)
        {
            return flight.IsWriting = !flight.IsRetired;
        }
    }

    private bool TryRead<T>(string key, byte[] json, JsonTypeInfo<T> type, out T value)
    {
        try
        {
            value = JsonSerializer.Deserialize(json, type)!;
            return true;
        }
        catch (JsonException e)
        {
            CacheLog.Unreadable(_logger, key, e);
            value = default!;
            return false;
        }
    }

    private TimeSpan WithJitter(TimeSpan timeToLive)
    {
        lock (_jitter)
        {
            return timeToLive * (1 + (_options.JitterRatio * ((2 * _jitter.NextDouble()) - 1)));
        }
    }

    /// <summary>One look-up and, if need be, computation, that callers share.</summary>
    private abstract class Flight(string key, Type type)
    {
        public string Key => key;

        public Type Type => type;

        public CancellationTokenSource Cancellation { get; } = new();

        /// <summary>Ends when nothing of the flight is going on any more.</summary>
        public Task Landed { get; set; } = Task.CompletedTask;

        public int Passengers { get; set; }

        public bool IsRetired { get; set; }

        public bool IsWriting { get; set; }
    }

    private sealed class Flight<T>(string key) : Flight(key, typeof(T))
    {
        public TaskCompletionSource<T> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
