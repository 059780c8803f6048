using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Caching;

/// <summary>A distributed cache that cannot hurt: what throws or hangs there is a miss here, and for a while nobody asks it again.</summary>
internal sealed class GuardedCache(IDistributedCache cache, CacheOptions options, TimeProvider time, ILogger logger)
{
    private long _bypassedUntil = long.MinValue;

    private bool IsBypassed => time.GetUtcNow().UtcTicks < Interlocked.Read(ref _bypassedUntil);

    /// <summary>Reads an entry; null when there is none or the cache is of no use.</summary>
    public async Task<byte[]?> GetAsync(string key)
    {
        if (IsBypassed)
        {
            return null;
        }

        try
        {
            return await WithinTimeoutAsync(token => cache.GetAsync(key, token));
        }
        catch (Exception e)
        {
            Bypass(e);
            return null;
        }
    }

    /// <summary>Writes an entry, if the cache is of any use.</summary>
    public async Task SetAsync(string key, byte[] value, TimeSpan timeToLive)
    {
        if (IsBypassed)
        {
            return;
        }

        try
        {
            var entry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = timeToLive };
            await WithinTimeoutAsync(token => Completed(cache.SetAsync(key, value, entry, token)));
        }
        catch (Exception e)
        {
            Bypass(e);
        }
    }

    /// <summary>Removes an entry. Always tried, since a stale entry would outlive the cache's bad moment.</summary>
    /// <returns>Whether the cache confirmed it.</returns>
    public async Task<bool> RemoveAsync(string key)
    {
        try
        {
            return await WithinTimeoutAsync(token => Completed(cache.RemoveAsync(key, token)));
        }
        catch (Exception e)
        {
            CacheLog.NotRemoved(logger, key, e);
            return false;
        }
    }

    private static async Task<bool> Completed(Task task)
    {
        await task;
        return true;
    }

    // The token asks the cache to give up; the wait gives up even if the cache does not listen.
    private async Task<T> WithinTimeoutAsync<T>(Func<CancellationToken, Task<T>> operation)
    {
        using var timeout = new CancellationTokenSource(options.OperationTimeout, time);
        return await operation(timeout.Token).WaitAsync(timeout.Token);
    }

    private void Bypass(Exception exception)
    {
        var now = time.GetUtcNow();
        var until = (now + options.BypassPeriod).UtcTicks;
        if (Interlocked.Exchange(ref _bypassedUntil, until) <= now.UtcTicks)
        {
            CacheLog.Bypassed(logger, options.BypassPeriod, exception);
        }
    }
}
