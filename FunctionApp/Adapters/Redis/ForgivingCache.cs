using Microsoft.Extensions.Caching.Distributed;

namespace FunctionApp.Adapters.Redis;

/// <summary>A cache in front of one that can fail: a failed read is a miss, a failed write is forgotten. No request fails for its cache.</summary>
internal sealed partial class ForgivingCache(IDistributedCache cache, ILogger<ForgivingCache> logger) : IDistributedCache
{
    /// <inheritdoc/>
    public byte[]? Get(string key)
    {
        try
        {
            return cache.Get(key);
        }
        catch (Exception exception)
        {
            LogFailed(exception, nameof(Get));
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        try
        {
            return await cache.GetAsync(key, token);
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            LogFailed(exception, nameof(Get));
            return null;
        }
    }

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => Try(nameof(Set), () => cache.Set(key, value, options));

    /// <inheritdoc/>
    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        => TryAsync(nameof(Set), () => cache.SetAsync(key, value, options, token), token);

    /// <inheritdoc/>
    public void Refresh(string key) => Try(nameof(Refresh), () => cache.Refresh(key));

    /// <inheritdoc/>
    public Task RefreshAsync(string key, CancellationToken token = default)
        => TryAsync(nameof(Refresh), () => cache.RefreshAsync(key, token), token);

    /// <inheritdoc/>
    public void Remove(string key) => Try(nameof(Remove), () => cache.Remove(key));

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken token = default)
        => TryAsync(nameof(Remove), () => cache.RemoveAsync(key, token), token);

    private void Try(string operation, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            LogFailed(exception, operation);
        }
    }

    private async Task TryAsync(string operation, Func<Task> action, CancellationToken token)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            LogFailed(exception, operation);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The cache failed to {Operation}; going on without it.")]
    private partial void LogFailed(Exception exception, string operation);
}
