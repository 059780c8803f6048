using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace FunctionApp.Core.Caching;

/// <summary>A distributed cache that cannot hurt: what throws or hangs there is a miss here, and while it does so nobody asks it.</summary>
internal sealed class GuardedCache
{
    /// <summary>One failure may be an accident; of this many look-ups <see cref="CacheOptions.FailureRatio"/> must fail.</summary>
    private const int MinimumThroughput = 4;
    private static readonly TimeSpan SamplingDuration = TimeSpan.FromSeconds(10);

    private readonly IDistributedCache _cache;
    private readonly CacheOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _breaker;

    public GuardedCache(IDistributedCache cache, CacheOptions options, TimeProvider time, ILogger logger)
    {
        _cache = cache;
        _options = options;
        _time = time;
        _logger = logger;
        _breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // A timeout is a cancellation, which breakers overlook unless they are told.
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is not null),
                FailureRatio = options.FailureRatio,
                MinimumThroughput = MinimumThroughput,
                SamplingDuration = SamplingDuration,
                BreakDuration = options.BypassPeriod,
                OnOpened = arguments =>
                {
                    CacheLog.Bypassed(logger, arguments.BreakDuration, arguments.Outcome.Exception);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Reads an entry.</summary>
    public async Task<CacheRead> GetAsync(string key)
    {
        var outcome = await GuardAsync(static (cache, key, token) => cache._cache.GetAsync(key, token), key);
        return new(outcome.Exception is not null, outcome.Result);
    }

    /// <summary>Writes an entry, if the cache is of any use.</summary>
    public async Task SetAsync(string key, byte[] value, TimeSpan timeToLive)
    {
        var entry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = timeToLive };
        await GuardAsync(
            static (cache, write, token) => Completed(cache._cache.SetAsync(write.key, write.value, write.entry, token)), (key, value, entry));
    }

    /// <summary>Removes an entry. Always tried, since a stale entry would outlive the cache's bad moment.</summary>
    /// <returns>Whether the cache confirmed it.</returns>
    public async Task<bool> RemoveAsync(string key)
    {
        try
        {
            return await WithinTimeoutAsync(static (cache, key, token) => Completed(cache._cache.RemoveAsync(key, token)), key);
        }
        catch (Exception e)
        {
            CacheLog.NotRemoved(_logger, key, e);
            return false;
        }
    }

    private static async Task<bool> Completed(Task task)
    {
        await task;
        return true;
    }

    /// <summary>Asks the cache unless the breaker is open. Failures are outcomes, because an open breaker must cost next to nothing.</summary>
    private async ValueTask<Outcome<T>> GuardAsync<TState, T>(Func<GuardedCache, TState, CancellationToken, Task<T>> operation, TState state)
    {
        var context = ResilienceContextPool.Shared.Get();
        try
        {
            return await _breaker.ExecuteOutcomeAsync(
                static async (_, call) =>
                {
                    try
                    {
                        return Outcome.FromResult(await call.Cache.WithinTimeoutAsync(call.Operation, call.State));
                    }
                    catch (Exception e)
                    {
                        return Outcome.FromException<T>(e);
                    }
                },
                context,
                (Cache: this, Operation: operation, State: state));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // The token asks the cache to give up; the wait gives up even if the cache does not listen.
    private async Task<T> WithinTimeoutAsync<TState, T>(Func<GuardedCache, TState, CancellationToken, Task<T>> operation, TState state)
    {
        using var timeout = new CancellationTokenSource(_options.OperationTimeout, _time);
        return await operation(this, state, timeout.Token).WaitAsync(timeout.Token);
    }
}
