using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Computes the windows of a part's segments, and puts them and the late events into blobs of their own. Running it again writes the same.</summary>
public sealed partial class AggregateSegment(
    RollUpCursors cursors, IBlobStore blobs, IOptions<AnalyticsOptions> options, ILogger<AggregateSegment> logger) : IActivity<RollUpPart, AggregatedPart>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<RollUpPart, AggregatedPart> Name = new(nameof(AggregateSegment));

    private const int InitialCapacity = 64 * 1024;

    /// <inheritdoc/>
    public async Task<AggregatedPart> RunAsync(RollUpPart input, CancellationToken cancellationToken)
    {
        var (cursor, _) = await cursors.ReadAsync(input.Stream, cancellationToken);
        if (cursor.Pending is not { } plan || plan.Position != input.Position)
        {
            // A late duplicate: its roll-up is finished.
            return new(Late: 0, LastEvent: null);
        }

        using var late = new PooledBuffer(InitialCapacity);
        var aggregator = new SegmentAggregate();
        var which = new SegmentAggregatorOptions
        {
            MaxTypes = options.Value.MaxTypesPerStream,
            AcceptFrom = cursor.State.ClosedThrough,
            OnLate = line => KeepLate(late, line),
        };
        var names = plan.Parts[input.Part].Select(SegmentName.Parse).OfType<SegmentName>().ToList();
        foreach (var name in names)
        {
            await PublishAsync(name, plan, cancellationToken);
        }

        foreach (var name in names.Where(name => name.Accepted > 0))
        {
            await using var segment = await blobs.OpenReadAsync(name.Blob, cancellationToken: cancellationToken);
            if (segment is null)
            {
                LogMissing(name);
                continue;
            }

            aggregator.Merge(await SegmentAggregator.AggregateAsync(segment.Stream, plan.Settings, which, cancellationToken));
        }

        if (aggregator.Rejected > 0)
        {
            LogUnreadable(aggregator.Rejected, input.Stream, aggregator.Rejections[0].Reason);
        }

        if (late.Length > 0)
        {
            await WriteAsync(RollUpCursors.LateEventsOf(plan, input), late, cancellationToken);
        }

        using var windows = new PooledBuffer(InitialCapacity);
        WindowChunk.Empty.With(input.Position, aggregator.Windows, int.MaxValue).WriteTo(windows);
        await WriteAsync(RollUpCursors.PartialOf(plan, input), windows, cancellationToken);
        return new(aggregator.Late, aggregator.LastEvent);
    }

    private static void KeepLate(PooledBuffer late, ReadOnlySpan<byte> line)
    {
        var span = late.GetSpan(line.Length + 1);
        line.CopyTo(span);
        span[line.Length] = (byte)'\n';
        late.Advance(line.Length + 1);
    }

    /// <summary>Puts a segment that repetitions were left out of in its place. Readers take it from then on for the one that it replaces.</summary>
    private async Task PublishAsync(SegmentName name, RollUpPlan plan, CancellationToken cancellationToken)
    {
        if (!plan.Drafts.TryGetValue(name.ToString(), out var draft))
        {
            return;
        }

        await using var content = await blobs.OpenReadAsync(new(AnalyticsContainers.RollUps, draft), cancellationToken: cancellationToken);
        if (content is not null)
        {
            await blobs.WriteAsync(
                name.Blob, content.Stream, new() { ContentType = "application/x-ndjson", Condition = BlobCondition.IfAbsent }, cancellationToken);
        }
    }

    private Task<BlobProperties?> WriteAsync(BlobRef blob, PooledBuffer bytes, CancellationToken cancellationToken)
        => blobs.WriteAsync(blob, new ReadOnlyMemoryStream(bytes.Written), cancellationToken: cancellationToken);

    [LoggerMessage(LogLevel.Error, "Segment {Segment} is not there any more; its events are in no window.")]
    private partial void LogMissing(SegmentName segment);

    [LoggerMessage(LogLevel.Error, "{Count} stored lines of stream {Stream} could not be read, and are in no window. The first: {Reason}")]
    private partial void LogUnreadable(long count, string stream, string reason);
}
