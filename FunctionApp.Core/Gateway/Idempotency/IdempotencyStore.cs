using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway.Idempotency;

/// <summary>Keeps one record a key on the blob store, changed by compare-and-swap only: of all processes one gets a key.</summary>
public sealed partial class IdempotencyStore(IBlobStore blobs, IOptions<GatewayOptions> options, TimeProvider time, ILogger<IdempotencyStore> logger)
{
    /// <summary>The container.</summary>
    public const string Container = "idempotency";

    private readonly IdempotencyOptions _options = options.Value.Idempotency;

    /// <summary>Deletes the records whose time is over. Running it twice at once does no harm.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> ClearExpiredAsync(CancellationToken cancellationToken)
    {
        var keep = _options.KeepFor > _options.AbandonAfter ? _options.KeepFor : _options.AbandonAfter;
        var deleted = 0;
        await foreach (var blob in blobs.ListAllAsync(Container, cancellationToken: cancellationToken))
        {
            if (blob.LastModified + keep <= time.GetUtcNow()
                && await blobs.DeleteAsync(new(Container, blob.Name), BlobCondition.IfUnchanged(blob.ETag), cancellationToken))
            {
                deleted++;
            }
        }

        return deleted;
    }

    /// <summary>Asks for a client's key. A record whose time is over, or whose process has died, is as good as none.</summary>
    internal async Task<IdempotencyClaim> ClaimAsync(string client, string key, CancellationToken cancellationToken)
    {
        var blob = new BlobRef(Container, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{client}\n{key}"))));
        while (true)
        {
            var mine = new IdempotencyRecord { StartedAt = time.GetUtcNow() };
            if (await WriteAsync(blob, mine, BlobCondition.IfAbsent, cancellationToken) is { } created)
            {
                return new(blob, created.ETag, mine);
            }

            await using var content = await blobs.OpenReadAsync(blob, cancellationToken: cancellationToken);
            if (content is null)
            {
                continue;
            }

            if (await ReadAsync(content, cancellationToken) is { } record && IsInForce(record))
            {
                return new(blob, ETag: null, record);
            }

            if (await WriteAsync(blob, mine, BlobCondition.IfUnchanged(content.Properties.ETag), cancellationToken) is { } taken)
            {
                return new(blob, taken.ETag, mine);
            }
        }
    }

    /// <summary>Keeps the answer. The work is done: what goes wrong here must not make it look otherwise.</summary>
    internal async Task CompleteAsync(IdempotencyClaim claim, IdempotencyRecord record)
    {
        try
        {
            var kept = record with { CompletedAt = time.GetUtcNow() };
            await WriteAsync(claim.Blob, kept, BlobCondition.IfUnchanged(claim.ETag!), CancellationToken.None);
        }
        catch (IOException exception)
        {
            LogNotKept(exception);
        }
    }

    /// <summary>Gives a key back, because the call changed nothing.</summary>
    internal async Task ReleaseAsync(IdempotencyClaim claim)
    {
        try
        {
            await blobs.DeleteAsync(claim.Blob, BlobCondition.IfUnchanged(claim.ETag!), CancellationToken.None);
        }
        catch (IOException exception)
        {
            LogNotKept(exception);
        }
    }

    private static async Task<IdempotencyRecord?> ReadAsync(BlobContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(content.Stream, IdempotencyJson.Default.IdempotencyRecord, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsInForce(IdempotencyRecord record)
        => (record.CompletedAt is { } completed ? completed + _options.KeepFor : record.StartedAt + _options.AbandonAfter) > time.GetUtcNow();

    private Task<BlobProperties?> WriteAsync(BlobRef blob, IdempotencyRecord record, BlobCondition condition, CancellationToken cancellationToken)
        => blobs.WriteJsonAsync(blob, record, IdempotencyJson.Default.IdempotencyRecord, condition, cancellationToken);

    [LoggerMessage(LogLevel.Warning, "The record of a call with an idempotency key could not be written; the key is free again after a while.")]
    private partial void LogNotKept(IOException exception);
}
