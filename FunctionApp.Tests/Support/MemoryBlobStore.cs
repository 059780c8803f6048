using System.Collections.Concurrent;
using System.Globalization;
using FunctionApp.Core;
using FunctionApp.Core.Storage;

namespace FunctionApp.Tests.Support;

/// <summary>Small blobs in memory, for tests that do too much with them for a disk. Conditions are checked atomically.</summary>
internal sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<BlobRef, (byte[] Bytes, BlobProperties Properties)> _blobs = [];
    private readonly Dictionary<string, SortedSet<string>> _names = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();
    private long _versions;

    /// <summary>How many writes took place.</summary>
    public long Writes => Interlocked.Read(ref _versions);

    public Task<BlobContent?> OpenReadAsync(BlobRef blob, BlobRange? range = null, CancellationToken cancellationToken = default)
    {
        Assert.IsNull(range);
        return Task.FromResult(_blobs.TryGetValue(blob, out var found) ? new BlobContent(found.Properties, new MemoryStream(found.Bytes)) : null);
    }

    public Task<BlobProperties?> GetPropertiesAsync(BlobRef blob, CancellationToken cancellationToken = default)
        => Task.FromResult(_blobs.TryGetValue(blob, out var found) ? found.Properties : null);

    public async Task<BlobProperties?> WriteAsync(
        BlobRef blob, Stream content, BlobWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = BlobWriteOptions.Require(options);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        lock (_writing)
        {
            if (options.Condition?.IsMetBy(_blobs.TryGetValue(blob, out var current) ? current.Properties.ETag : null) is false)
            {
                return null;
            }

            var etag = string.Create(CultureInfo.InvariantCulture, $"\"{++_versions}\"");
            var properties = new BlobProperties(
                blob.Name, bytes.Length, etag, DateTimeOffset.UnixEpoch, options.ContentType, options.Metadata);
            _blobs[blob] = (bytes.ToArray(), properties);
            NamesIn(blob.Container).Add(blob.Name);
            return properties;
        }
    }

    public Task<bool> DeleteAsync(BlobRef blob, BlobCondition? condition = null, CancellationToken cancellationToken = default)
    {
        lock (_writing)
        {
            var isMet = condition is null || condition.IsMetBy(_blobs.TryGetValue(blob, out var current) ? current.Properties.ETag : null);
            return Task.FromResult(isMet && NamesIn(blob.Container).Remove(blob.Name) && _blobs.TryRemove(blob, out _));
        }
    }

    public Task<Page<BlobProperties>> ListAsync(string container, BlobListOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        lock (_writing)
        {
            // A continuation is the last name of the page before.
            var page = NamesIn(container).GetViewBetween(options.Continuation ?? options.Prefix, options.Prefix + char.MaxValue)
                .SkipWhile(name => name == options.Continuation)
                .Take(options.PageSize + 1)
                .ToList();
            return Task.FromResult(new Page<BlobProperties>(
                [.. page.Take(options.PageSize).Select(name => _blobs[new(container, name)].Properties)],
                page.Count > options.PageSize ? page[options.PageSize - 1] : null));
        }
    }

    private SortedSet<string> NamesIn(string container)
    {
        if (!_names.TryGetValue(container, out var names))
        {
            _names[container] = names = new(StringComparer.Ordinal);
        }

        return names;
    }
}
