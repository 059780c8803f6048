using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Imports;

/// <summary>Stores the events of a shard, piece by piece. A piece that is stored already is passed over, so running this again adds nothing.</summary>
/// <remarks>
/// Pieces are cut by the bytes of the file alone, so they are the same each time. Only the version of the file that was planned is read:
/// if it has been replaced, the new version has an import of its own.
/// </remarks>
public sealed class ImportShard(EventIngest ingest, IBlobStore blobs, IOptions<AnalyticsOptions> options) : IActivity<FileShard, ImportedEvents>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<FileShard, ImportedEvents> Name = new(nameof(ImportShard));

    private const int PieceBytes = 4_000_000;
    private const string Replaced = "The file was replaced while it was read.";

    private readonly IngestOptions _options = options.Value.Ingest;

    /// <inheritdoc/>
    public async Task<ImportedEvents> RunAsync(FileShard input, CancellationToken cancellationToken)
    {
        // One byte more in front tells whether the shard begins with a line or within one.
        var lead = input.Offset > 0 ? 1 : 0;
        var blob = new BlobRef(AnalyticsContainers.Events, input.File.Name);
        await using var content = await blobs.OpenReadAsync(blob, input.Offset > 0 ? new(input.Offset - lead) : null, cancellationToken);
        if (content is null || content.Properties.ETag != input.File.ETag)
        {
            return new() { Fault = Replaced };
        }

        try
        {
            var imported = await StoreAsync(input, content.Stream, cancellationToken);
            return (await blobs.GetPropertiesAsync(blob, cancellationToken))?.ETag == input.File.ETag ? imported : imported with { Fault = Replaced };
        }
        catch (UnreadableContentException exception)
        {
            return new() { Fault = exception.Refusal.Reason };
        }
    }

    private async Task<ImportedEvents> StoreAsync(FileShard shard, Stream content, CancellationToken cancellationToken)
    {
        var format = EventFormats.OfFileName(shard.File.Name)!.Value;
        var limits = new ContentLimits(long.MaxValue, long.MaxValue, _options.MaxCompressionRatio);
        await using var opened = shard.Length is null
            ? await EventContent.OpenAsync(content, limits, isSaidToBeGzip: false, cancellationToken)
            : new LineRangeStream(content, shard.Offset, shard.Offset + shard.Length.Value);
        using var reader = await EventReaders.OpenAsync(opened, format, _options.MaxLineBytes, cancellationToken);

        var window = await ingest.WindowOfAsync(shard.File.Stream, cancellationToken);
        var imported = new ImportedEvents();
        for (var piece = 0; ; piece++)
        {
            using var batch = new PreparedBatch(ImportedEvents.MaxRejections);
            var batchId = FormattableString.Invariant($"{shard.File.Id}-{shard.Number}");
            var isOver = false;
            try
            {
                isOver = !await FillAsync(batch, reader, new(shard.File.Stream, batchId, shard.File.Since, _options, window), cancellationToken);
            }
            catch (UnreadableContentException exception)
            {
                // What came before the fault is whole lines, and stays.
                imported = imported with { Fault = exception.Refusal.Reason };
                isOver = true;
            }

            if (!batch.IsEmpty)
            {
                imported = imported.Plus(await StoreAsync(shard, batchId, batch, piece, cancellationToken));
            }

            if (isOver)
            {
                return imported;
            }
        }
    }

    /// <summary>Takes on a piece.</summary>
    /// <returns>Whether there is more.</returns>
    private static async Task<bool> FillAsync(PreparedBatch batch, IEventReader reader, EventNormalizer normalizer, CancellationToken cancellationToken)
    {
        batch.TakeFrom(reader, normalizer, PieceBytes);
        while (batch.Lines.Length < PieceBytes)
        {
            if (!await reader.FillAsync(cancellationToken))
            {
                return false;
            }

            batch.TakeFrom(reader, normalizer, PieceBytes);
        }

        return true;
    }

    private async Task<ImportedEvents> StoreAsync(FileShard shard, string batchId, PreparedBatch batch, int piece, CancellationToken cancellationToken)
    {
        var origin = new FilePiece(shard.File.Id, shard.Number, piece, shard.File.Since);
        var result = await ingest.StoreAsync(shard.File.Stream, batchId, batch, origin, cancellationToken);
        return new()
        {
            Accepted = result.Accepted,
            Rejected = result.Refusal is null ? result.RejectedCount : batch.Rejected,
            Duplicates = result.Duplicates,
            Rejections = result.Refusal is null ? result.Rejected : batch.Rejections,
            Fault = result.Refusal?.Reason,
        };
    }
}
