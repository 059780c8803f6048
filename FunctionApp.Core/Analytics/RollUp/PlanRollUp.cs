using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Looks for segments that are not in the windows yet, and writes down which of them are applied next.</summary>
/// <remarks>
/// The plan is durable before anything is done, and finished before there is another: whoever asks meanwhile gets the same one. New
/// segments are found by their names' minutes. Usually the last two are looked at; now and then, and when nothing is found there, all of
/// the last quarter of an hour, so that a segment is found that became visible long after its writing had begun.
/// </remarks>
public sealed class PlanRollUp(
    StreamCatalog catalog,
    RollUpCursors cursors,
    SegmentList segments,
    RepetitionFilter repetitions,
    MonitorStore monitors,
    IBlobStore blobs,
    IOptions<AnalyticsOptions> options,
    TimeProvider time) : IActivity<RollUpTarget, RollUpStep>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<RollUpTarget, RollUpStep> Name = new(nameof(PlanRollUp));

    /// <summary>The longest a write can take from when it is named until it is visible; many times what stores give themselves.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<RollUpStep> RunAsync(RollUpTarget input, CancellationToken cancellationToken)
    {
        var (cursor, etag) = await cursors.ReadAsync(input.Stream, cancellationToken);
        if (await catalog.FindSettingsAsync(input.Stream, cancellationToken) is not { } settings)
        {
            return new() { IsGone = true };
        }

        if (cursor.State.Incarnation != settings.Incarnation)
        {
            // New, or left behind by a stream of the same name.
            cursor = new() { State = new() { Incarnation = settings.Incarnation } };
        }

        if (cursor.Pending is { } pending)
        {
            return StepOf(pending);
        }

        var now = time.GetUtcNow();
        var isSwept = cursor.SweptAt is null || now - cursor.SweptAt >= SweepEvery;
        var found = isSwept ? [] : await FindAsync(input.Stream, cursor, now - TimeSpan.FromMinutes(1), now, cancellationToken);
        if (found.Count == 0)
        {
            isSwept = true;
            found = await FindAsync(input.Stream, cursor, cursor.SweptThrough, now, cancellationToken);
        }

        var parts = Divide(found);
        var taken = parts.Sum(part => part.Count);
        if (isSwept)
        {
            var settled = now - LongestWrite;
            var through = taken < found.Count && found[taken].Name.Time < settled ? found[taken].Name.Time : settled;
            cursor = cursor with
            {
                SweptAt = now,
                SweptThrough = through > cursor.SweptThrough || cursor.SweptThrough is null ? through : cursor.SweptThrough,
            };
        }

        if (parts.Count == 0)
        {
            // Where it is not known who would be told, a sweep that is lost is repeated.
            await cursors.TryWriteAsync(input.Stream, cursor, etag, cancellationToken);
            return new() { Silence = await SilenceAsync(input.Stream, cursor.State, settings, now, cancellationToken) };
        }

        var filtered = await repetitions.FilterAsync(input.Stream, cursor, [.. parts.SelectMany(part => part)], cancellationToken);
        var plan = new RollUpPlan
        {
            Position = cursor.State.Position + 1,
            Parts = Rename(parts, filtered.Names),
            Drafts = filtered.Drafts,
            Writers = Remembered(filtered.Writers, cursor.SweptThrough, now),
            Settings = settings,
            HasMore = taken < found.Count,
        };
        if (await cursors.TryWriteAsync(input.Stream, cursor with { Pending = plan }, etag, cancellationToken))
        {
            return StepOf(plan);
        }

        foreach (var draft in plan.Drafts.Values)
        {
            await blobs.DeleteAsync(new(AnalyticsContainers.RollUps, draft), cancellationToken: cancellationToken);
        }

        return new() { HasMore = true };
    }

    /// <summary>The windows that a watched stream would have closed by now if there had been events.</summary>
    private async Task<SilentWindows?> SilenceAsync(
        string stream, StreamState state, StreamSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await monitors.AnyAsync(stream, cancellationToken))
        {
            return null;
        }

        var through = settings.WindowOf(now - settings.AllowedLateness);
        var next = through + settings.Window + settings.AllowedLateness;
        var soonest = now + options.Value.Monitors.SilenceInterval;
        return new(state.ClosedThrough, through > state.ClosedThrough ? through : state.ClosedThrough ?? through, next > soonest ? next : soonest);
    }

    private static RollUpStep StepOf(RollUpPlan plan) => new() { Position = plan.Position, Parts = plan.Parts.Count, HasMore = plan.HasMore };

    private static IReadOnlyList<IReadOnlyList<string>> Rename(List<List<SegmentName>> parts, IReadOnlyList<SegmentName> names)
    {
        var next = 0;
        return [.. parts.Select(part => part.ConvertAll(_ => names[next++].ToString()))];
    }

    /// <summary>The marks of writers that may still store something, or may have stored what another one stores again.</summary>
    private Dictionary<string, WriterMark> Remembered(IReadOnlyDictionary<string, WriterMark> writers, DateTimeOffset? sweptThrough, DateTimeOffset now)
    {
        var since = now - options.Value.Ingest.DeduplicationWindow;
        since = sweptThrough < since ? sweptThrough.Value : since;
        return writers.Where(writer => sweptThrough is null || writer.Value.Time >= since).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Finds segments that have not been applied, in order of time.</summary>
    private async Task<List<StoredSegment>> FindAsync(
        string stream, RollUpCursor cursor, DateTimeOffset? from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A little ahead: the clocks of several machines are not the same.
        var found = new List<StoredSegment>();
        await foreach (var segment in segments.RecentAsync(stream, from, now.AddMinutes(1), cancellationToken))
        {
            if (!cursor.HasApplied(segment.Name))
            {
                found.Add(segment);
            }
        }

        return [.. SegmentHour.Of(found).Current];
    }

    /// <summary>Divides the first segments among the activities.</summary>
    private List<List<SegmentName>> Divide(List<StoredSegment> found)
    {
        var limits = options.Value.RollUp;
        var parts = new List<List<SegmentName>>();
        var part = new List<SegmentName>();
        var bytes = 0L;
        foreach (var segment in found.Take(limits.MaxSegments))
        {
            if (part.Count > 0 && bytes + segment.Bytes > limits.PartBytes)
            {
                parts.Add(part);
                (part, bytes) = ([], 0);
                if (parts.Count == limits.MaxParts)
                {
                    break;
                }
            }

            part.Add(segment.Name);
            bytes += segment.Bytes;
        }

        if (part.Count > 0)
        {
            parts.Add(part);
        }

        return parts;
    }
}
