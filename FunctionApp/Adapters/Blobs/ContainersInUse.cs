using System.Collections.Concurrent;
using Azure.Storage.Blobs;

namespace FunctionApp.Adapters.Blobs;

/// <summary>Creates each container once in the life of the process, before the first write to it.</summary>
internal sealed class ContainersInUse(BlobServiceClient service)
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _created = new(StringComparer.Ordinal);

    /// <summary>Makes sure that the container exists; callers at the same time wait for one request.</summary>
    public async Task EnsureAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            await _created.GetOrAdd(container, name => new(() => service.GetBlobContainerClient(name).CreateIfNotExistsAsync())).Value.WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Forget(container);
            throw;
        }
    }

    /// <summary>Takes back that the container exists: somebody deleted it.</summary>
    public void Forget(string container) => _created.TryRemove(container, out _);
}
