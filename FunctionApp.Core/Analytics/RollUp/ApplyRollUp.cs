using System.Diagnostics.Metrics;
using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Adds what the parts of a roll-up have computed to the windows, each exactly once, and moves the cursor on.</summary>
/// <remarks>
/// Every chunk of windows says the last roll-up it contains, so a run after a crash passes over the chunks that are done. Roll-ups of a
/// stream follow one another: a chunk that does not say this one cannot lack an earlier one.
/// </remarks>
public sealed class ApplyRollUp : IActivity<RollUpResults, AppliedRollUp>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<RollUpResults, AppliedRollUp> Name = new(nameof(ApplyRollUp));

    private const int ConcurrentChunks = 4;

    private readonly RollUpCursors _cursors;
    private readonly WindowStore _windows;
    private readonly IBlobStore _blobs;
    private readonly TimeProvider _time;
    private readonly Histogram<double> _freshness;

    /// <summary>Creates the activity.</summary>
    public ApplyRollUp(RollUpCursors cursors, WindowStore windows, IBlobStore blobs, TimeProvider time, IMeterFactory meters)
    {
        _cursors = cursors;
        _windows = windows;
        _blobs = blobs;
        _time = time;
        _freshness = meters.Create(InstrumentNames.Scope).CreateHistogram<double>(
            InstrumentNames.EventsFreshness, "s", "From an event batch's acknowledgement to its being visible in windows.");
    }

    /// <inheritdoc/>
    public async Task<AppliedRollUp> RunAsync(RollUpResults input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (cursor, etag) = await _cursors.ReadAsync(input.Stream, cancellationToken);
            if (cursor.Pending is not { } plan || plan.Position != input.Position)
            {
                return ResultOf(cursor.State, cursor.State);
            }

            var parts = Enumerable.Range(0, plan.Parts.Count).Select(part => new RollUpPart(input.Stream, plan.Position, part)).ToList();
            var computed = await ReadAsync(plan, parts, cancellationToken);
            await ApplyAsync(input.Stream, plan, computed, cancellationToken);

            var applied = Advance(cursor, plan, input, computed);
            if (await _cursors.TryWriteAsync(input.Stream, applied, etag, cancellationToken))
            {
                Measure(plan);
                foreach (var part in parts)
                {
                    await _blobs.DeleteAsync(RollUpCursors.PartialOf(plan, part), cancellationToken: cancellationToken);
                }

                foreach (var draft in plan.Drafts.Values)
                {
                    await _blobs.DeleteAsync(new(AnalyticsContainers.RollUps, draft), cancellationToken: cancellationToken);
                }

                return ResultOf(cursor.State, applied.State);
            }
        }
    }

    private static AppliedRollUp ResultOf(StreamState before, StreamState after) => new(
        before.ClosedThrough,
        after.ClosedThrough,
        after.ClosedThrough is { } closed && closed.AddTicks(-(closed.UtcTicks % TimeSpan.TicksPerHour)) > (after.HoursThrough ?? after.FirstWindow));

    private RollUpCursor Advance(RollUpCursor cursor, RollUpPlan plan, RollUpResults results, Dictionary<WindowKey, WindowAggregate> windows)
    {
        var names = plan.Parts.SelectMany(part => part).Select(SegmentName.Parse).OfType<SegmentName>().ToList();
        var state = cursor.State;

        // Only events move the clock: not late ones, nor lines that were rejected.
        var lastEvent = results.Parts.Max(part => part.LastEvent);
        var clock = lastEvent is null ? state.Watermark : Latest(state.Watermark, Earliest(lastEvent, names.Max(name => name.Time)));
        return cursor with
        {
            Pending = null,
            Writers = plan.Writers,
            Segments = cursor.Segments + names.Count,
            State = state with
            {
                Position = plan.Position,
                Revision = state.Revision + 1,
                Accepted = state.Accepted + names.Sum(name => name.Accepted),
                Rejected = state.Rejected + names.Sum(name => name.Rejected),
                Duplicates = state.Duplicates + names.Sum(name => name.Duplicates),
                Late = state.Late + results.Parts.Sum(part => part.Late),
                FirstWindow = windows.Count > 0 ? Earliest(state.FirstWindow, windows.Keys.Min(window => window.Start)) : state.FirstWindow,
                Watermark = clock,
                ClosedThrough = Latest(state.ClosedThrough, Closed(clock, plan.Settings)),
                AppliedAt = _time.GetUtcNow(),
            },
        };
    }

    /// <summary>The end of the last window that is closed when a stream's clock shows a time.</summary>
    private static DateTimeOffset? Closed(DateTimeOffset? clock, StreamSettings settings)
        => clock is { } moment && moment.UtcTicks > settings.AllowedLateness.Ticks ? settings.WindowOf(moment - settings.AllowedLateness) : null;

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other is null ? one ?? other : one < other ? one : other;

    private async Task<Dictionary<WindowKey, WindowAggregate>> ReadAsync(RollUpPlan plan, List<RollUpPart> parts, CancellationToken cancellationToken)
    {
        var computed = new Dictionary<WindowKey, WindowAggregate>();
        foreach (var part in parts)
        {
            await using var content = await _blobs.OpenReadAsync(RollUpCursors.PartialOf(plan, part), cancellationToken: cancellationToken)
                ?? throw new FileNotFoundException($"Part {part.Part} of roll-up {part.Position} of stream {part.Stream} is not there.");
            var bytes = new byte[content.Properties.Length];
            await content.Stream.ReadExactlyAsync(bytes, cancellationToken);
            foreach (var entry in WindowChunk.Read(bytes).Entries)
            {
                if (!computed.TryAdd(entry.Key, entry.Aggregate))
                {
                    computed[entry.Key].Merge(entry.Aggregate);
                }
            }
        }

        return computed;
    }

    private Task ApplyAsync(
        string stream, RollUpPlan plan, Dictionary<WindowKey, WindowAggregate> computed, CancellationToken cancellationToken)
        => Parallel.ForEachAsync(
            computed.GroupBy(window => ChunkName.Of(StreamHome.Of(stream, plan.Settings.Incarnation), WindowLevel.Base, plan.Settings.Window, window.Key.Start)),
            new ParallelOptions { MaxDegreeOfParallelism = ConcurrentChunks, CancellationToken = cancellationToken },
            async (chunk, cancellation) => await _windows.ApplyAsync(chunk.Key, plan.Position, [.. chunk], cancellation));

    private void Measure(RollUpPlan plan)
    {
        var now = _time.GetUtcNow();
        foreach (var name in plan.Parts.SelectMany(part => part).Select(SegmentName.Parse).OfType<SegmentName>().Where(name => name.Accepted > 0))
        {
            _freshness.Record((now - name.Time).TotalSeconds);
        }
    }
}
