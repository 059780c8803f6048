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
    StreamCatalog catalog, RollUpCursors cursors, IBlobStore blobs, IOptions<AnalyticsOptions> options, TimeProvider time) : IActivity<RollUpTarget, RollUpStep>
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
        if (cursor.Pending is { } pending)
        {
            return StepOf(pending);
        }

        if (await catalog.FindSettingsAsync(input.Stream, cancellationToken) is not { } settings)
        {
            return new() { IsGone = true };
        }

        var now = time.GetUtcNow();
        var isSwept = cursor.SweptAt is null || now - cursor.SweptAt >= SweepEvery;
        var found = isSwept ? [] : await FindAsync(input.Stream, cursor, now - TimeSpan.FromMinutes(1), now, cancellationToken);
        if (found.Count == 0)
        {
            isSwept = true;
            found = await FindAsync(input.Stream, cursor, cursor.SweptThrough, now, cancellationToken);
        }

        var (parts, taken) = Divide(found);
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
            return new();
        }

        var plan = new RollUpPlan { Position = cursor.State.Position + 1, Parts = parts, Settings = settings, HasMore = taken < found.Count };
        return await cursors.TryWriteAsync(input.Stream, cursor with { Pending = plan }, etag, cancellationToken)
            ? StepOf(plan)
            : new() { HasMore = true };
    }

    private static RollUpStep StepOf(RollUpPlan plan) => new() { Position = plan.Position, Parts = plan.Parts.Count, HasMore = plan.HasMore };

    /// <summary>Finds segments that have not been applied, in order of time.</summary>
    private async Task<List<(SegmentName Name, long Bytes)>> FindAsync(
        string stream, RollUpCursor cursor, DateTimeOffset? from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A little ahead: the clocks of several machines are not the same.
        var prefixes = from is null ? [$"{stream}/"] : SegmentName.Prefixes(stream, from.Value, now.AddMinutes(1));
        var found = new List<(SegmentName Name, long Bytes)>();
        foreach (var prefix in prefixes)
        {
            await foreach (var blob in blobs.ListAllAsync(AnalyticsContainers.Segments, prefix, cancellationToken))
            {
                if (SegmentName.Parse(blob.Name) is { } name && (!cursor.Writers.TryGetValue(name.Writer, out var mark) || name.Sequence > mark.Sequence))
                {
                    found.Add((name, blob.Length));
                }
            }
        }

        found.Sort((one, other) => one.Name.Time.CompareTo(other.Name.Time));
        return found;
    }

    /// <summary>Divides the first segments among the activities.</summary>
    private (IReadOnlyList<IReadOnlyList<string>> Parts, int Taken) Divide(List<(SegmentName Name, long Bytes)> found)
    {
        var limits = options.Value.RollUp;
        var parts = new List<IReadOnlyList<string>>();
        var part = new List<string>();
        var bytes = 0L;
        var taken = 0;
        while (taken < found.Count && taken < limits.MaxSegments)
        {
            if (part.Count > 0 && bytes + found[taken].Bytes > limits.PartBytes)
            {
                if (parts.Count + 1 == limits.MaxParts)
                {
                    break;
                }

                parts.Add(part);
                (part, bytes) = ([], 0);
            }

            part.Add(found[taken].Name.ToString());
            bytes += found[taken++].Bytes;
        }

        if (part.Count > 0)
        {
            parts.Add(part);
        }

        return (parts, taken);
    }
}
