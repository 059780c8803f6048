using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FunctionApp.Core.Storage;

/// <summary>Small JSON documents in a blob store.</summary>
public static class BlobStoreExtensions
{
    /// <summary>Reads a JSON document; default when there is no such blob.</summary>
    /// <exception cref="JsonException">The blob is not such a document.</exception>
    public static async Task<T?> ReadJsonAsync<T>(
        this IBlobStore store, BlobRef blob, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        await using var content = await store.OpenReadAsync(blob, cancellationToken: cancellationToken);
        return content is null ? default : await JsonSerializer.DeserializeAsync(content.Stream, type, cancellationToken);
    }

    /// <summary>Writes a JSON document.</summary>
    /// <returns>The new properties; null when the condition was not met.</returns>
    public static Task<BlobProperties?> WriteJsonAsync<T>(
        this IBlobStore store,
        BlobRef blob,
        T document,
        JsonTypeInfo<T> type,
        BlobCondition? condition = null,
        CancellationToken cancellationToken = default)
    {
        var bytes = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document, type), writable: false);
        return store.WriteAsync(blob, bytes, new BlobWriteOptions { ContentType = "application/json", Condition = condition }, cancellationToken);
    }

    /// <summary>Lists every blob, page after page.</summary>
    public static IAsyncEnumerable<BlobProperties> ListAllAsync(
        this IBlobStore store, string container, string prefix = "", CancellationToken cancellationToken = default)
        => store.ListAllAsync(container, new BlobListOptions { Prefix = prefix, PageSize = BlobListOptions.MaxPageSize }, cancellationToken);

    /// <summary>Lists every blob from where the options say, page after page.</summary>
    public static async IAsyncEnumerable<BlobProperties> ListAllAsync(
        this IBlobStore store,
        string container,
        BlobListOptions options,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        do
        {
            var page = await store.ListAsync(container, options, cancellationToken);
            foreach (var blob in page.Items)
            {
                yield return blob;
            }

            options = options with { Continuation = page.Continuation };
        }
        while (options.Continuation is not null);
    }
}
