using System.Threading.Channels;
using Microsoft.Extensions.Caching.Distributed;

namespace FunctionApp.Tests.Caching;

/// <summary>A cache that does what a test says, and remembers what it was asked.</summary>
internal sealed class ScriptedCache : IDistributedCache
{
    public Func<CancellationToken, Task> Behaviour { get; set; } = _ => Task.CompletedTask;

    public List<string> Reads { get; } = [];

    public List<string> Removals { get; } = [];

    public Channel<DistributedCacheEntryOptions> Writes { get; } = Channel.CreateUnbounded<DistributedCacheEntryOptions>();

    public byte[]? Get(string key) => throw new NotSupportedException();

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Reads.Add(key);
        await Behaviour(token);
        return null;
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Writes.Writer.TryWrite(options);
        return Behaviour(token);
    }

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Removals.Add(key);
        return Behaviour(token);
    }
}
