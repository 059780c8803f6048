using FunctionApp.Core;
using FunctionApp.Core.Storage;

namespace FunctionApp.Tests.Support;

/// <summary>A real blob store behind something that a test puts in the way of its writes and deletes.</summary>
/// <param name="store">The real store.</param>
/// <param name="beforeWrite">Awaited before each write; what it throws is what the writer sees.</param>
/// <param name="afterDelete">Called after each delete.</param>
/// <param name="afterWrite">Awaited after each write, before the writer hears of it.</param>
internal sealed class ObstructedBlobStore(
    IBlobStore store, Func<BlobRef, Task> beforeWrite, Action<BlobRef>? afterDelete = null, Func<BlobRef, Task>? afterWrite = null) : IBlobStore
{
    public async Task<BlobProperties?> WriteAsync(
        BlobRef blob, Stream content, BlobWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        await beforeWrite(blob);
        var written = await store.WriteAsync(blob, content, options, cancellationToken);
        await (afterWrite?.Invoke(blob) ?? Task.CompletedTask);
        return written;
    }

    public Task<BlobContent?> OpenReadAsync(BlobRef blob, BlobRange? range = null, CancellationToken cancellationToken = default)
        => store.OpenReadAsync(blob, range, cancellationToken);

    public Task<BlobProperties?> GetPropertiesAsync(BlobRef blob, CancellationToken cancellationToken = default)
        => store.GetPropertiesAsync(blob, cancellationToken);

    public async Task<bool> DeleteAsync(BlobRef blob, BlobCondition? condition = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var deleted = await store.DeleteAsync(blob, condition, cancellationToken);
        afterDelete?.Invoke(blob);
        return deleted;
    }

    public Task<Page<BlobProperties>> ListAsync(string container, BlobListOptions? options = null, CancellationToken cancellationToken = default)
        => store.ListAsync(container, options, cancellationToken);
}
