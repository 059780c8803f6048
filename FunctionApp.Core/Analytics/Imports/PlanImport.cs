using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Imports;

/// <summary>Decides how a file is divided. Only plain lines can be cut anywhere; everything else is one shard.</summary>
public sealed class PlanImport(IBlobStore blobs, IOptions<AnalyticsOptions> options) : IActivity<EventFile, ImportPlan>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<EventFile, ImportPlan> Name = new(nameof(PlanImport));

    /// <inheritdoc/>
    public async Task<ImportPlan> RunAsync(EventFile input, CancellationToken cancellationToken)
    {
        var blob = new BlobRef(AnalyticsContainers.Events, input.Name);
        if (await blobs.GetPropertiesAsync(blob, cancellationToken) is not { } properties || properties.ETag != input.ETag)
        {
            return new(Shards: 0, ShardBytes: null);
        }

        var shardBytes = options.Value.Ingest.FileShardBytes;
        if (properties.Length <= shardBytes || EventFormats.OfFileName(input.Name) is not EventFormat.Lines || await IsCompressedAsync(blob, cancellationToken))
        {
            return new(Shards: 1, ShardBytes: null);
        }

        return new((int)((properties.Length + shardBytes - 1) / shardBytes), shardBytes);
    }

    private async Task<bool> IsCompressedAsync(BlobRef blob, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenReadAsync(blob, new(0, 2), cancellationToken);
        var magic = new byte[2];
        return content is not null
            && await content.Stream.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, cancellationToken) == magic.Length
            && magic.AsSpan().SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B]);
    }
}
