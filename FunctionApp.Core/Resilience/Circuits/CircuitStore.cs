using System.Text.Json;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>The state of circuits that all processes share: a small JSON blob each, changed by compare-and-swap.</summary>
internal sealed class CircuitStore(IBlobStore blobs)
{
    /// <summary>The container.</summary>
    public const string Container = "circuits";

    private const string Extension = ".json";

    /// <summary>Reads a circuit, unless it is the version known already.</summary>
    /// <returns>The state and its version; no state when there is none, or when it is unchanged.</returns>
    public async Task<(CircuitStatus? Status, string? ETag)> ReadAsync(string name, string? knownETag, CancellationToken cancellationToken)
    {
        if (knownETag is not null && (await blobs.GetPropertiesAsync(BlobOf(name), cancellationToken))?.ETag == knownETag)
        {
            return (null, knownETag);
        }

        await using var content = await blobs.OpenReadAsync(BlobOf(name), cancellationToken: cancellationToken);
        return content is null
            ? (null, null)
            : (await JsonSerializer.DeserializeAsync(content.Stream, CircuitJson.Default.CircuitStatus, cancellationToken), content.Properties.ETag);
    }

    /// <summary>Writes a circuit if it is still the version known.</summary>
    /// <returns>The new version; null when another process was faster.</returns>
    public async Task<string?> TryWriteAsync(CircuitStatus status, string? knownETag, CancellationToken cancellationToken)
    {
        var condition = knownETag is null ? BlobCondition.IfAbsent : BlobCondition.IfUnchanged(knownETag);
        var written = await blobs.WriteJsonAsync(BlobOf(status.Name), status, CircuitJson.Default.CircuitStatus, condition, cancellationToken);
        return written?.ETag;
    }

    /// <summary>The circuits that have ever changed, by name.</summary>
    public async IAsyncEnumerable<string> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in blobs.ListAllAsync(Container, cancellationToken: cancellationToken))
        {
            if (Path.GetFileNameWithoutExtension(blob.Name) is var name && CircuitName.IsValid(name))
            {
                yield return name;
            }
        }
    }

    private static BlobRef BlobOf(string name) => new(Container, name + Extension);
}
