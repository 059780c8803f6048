using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using FunctionApp.Core;
using FunctionApp.Core.Storage;

namespace FunctionApp.Tests.Support;

/// <summary>Small blobs in memory, for tests that do too much with them for a disk. Conditions are checked atomically.</summary>
internal sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<BlobRef, (byte[] Bytes, BlobProperties Properties)> _blobs = [];
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
                blob.Name, bytes.Length, etag, DateTimeOffset.UnixEpoch, options.ContentType, FrozenDictionary<string, string>.Empty);
            _blobs[blob] = (bytes.ToArray(), properties);
            return properties;
        }
    }

    public Task<bool> DeleteAsync(BlobRef blob, BlobCondition? condition = null, CancellationToken cancellationToken = default)
    {
        lock (_writing)
        {
            return Task.FromResult(
                (condition is null || condition.IsMetBy(_blobs.TryGetValue(blob, out var current) ? current.Properties.ETag : null))
                && _blobs.TryRemove(blob, out _));
        }
    }

    public Task<Page<BlobProperties>> ListAsync(string container, BlobListOptions? options = null, CancellationToken cancellationToken = default)
        => Task.FromResult(new Page<BlobProperties>(
            [
                .. _blobs.Where(blob => blob.Key.Container == container && blob.Key.Name.StartsWith(options?.Prefix ?? "", StringComparison.Ordinal))
                    .Select(blob => blob.Value.Properties)
                    .OrderBy(properties => properties.Name, StringComparer.Ordinal),
            ],
            Continuation: null));
}
