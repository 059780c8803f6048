using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Makes hours of closed windows and days of hours, and drops what is older than is kept.</summary>
/// <remarks>
/// Closed windows never change, so hours and days are computed anew rather than added to, and running this twice does no harm. The cursor
/// says that windows are gone before they are deleted.
/// </remarks>
public sealed class CompactWindows(
    StreamCatalog catalog, RollUpCursors cursors, WindowStore windows, IBlobStore blobs, IOptions<AnalyticsOptions> options) : IActivity<RollUpTarget, StreamState>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<RollUpTarget, StreamState> Name = new(nameof(CompactWindows));

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task<StreamState> RunAsync(RollUpTarget input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (cursor, etag) = await cursors.ReadAsync(input.Stream, cancellationToken);
            var state = cursor.State;
            if (state is not { ClosedThrough: { } closed, FirstWindow: { } first }
                || await catalog.FindSettingsAsync(input.Stream, cancellationToken) is not { } settings)
            {
                return state;
            }

            var (hours, days) = (Floor(closed, Hour), Floor(closed, Day));
            await CompactAsync(input.Stream, WindowLevel.Base, WindowLevel.Hour, settings, state.HoursThrough ?? Floor(first, Hour), hours, state.Position, cancellationToken);
            await CompactAsync(input.Stream, WindowLevel.Hour, WindowLevel.Day, settings, state.DaysThrough ?? Floor(first, Day), days, state.Position, cancellationToken);

            var kept = Retain(state with { HoursThrough = hours, DaysThrough = days, Revision = state.Revision + 1 }, settings);
            if (await cursors.TryWriteAsync(input.Stream, cursor with { State = kept }, etag, cancellationToken))
            {
                await DropAsync(input.Stream, kept, settings, cancellationToken);
                return kept;
            }
        }
    }

    private static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan length) => new(moment.UtcTicks - (moment.UtcTicks % length.Ticks), TimeSpan.Zero);

    private static DateTimeOffset? Before(DateTimeOffset? moment, TimeSpan age) => moment?.UtcTicks > age.Ticks ? moment - age : null;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    private async Task CompactAsync(
        string stream,
        WindowLevel from,
        WindowLevel to,
        StreamSettings settings,
        DateTimeOffset begin,
        DateTimeOffset end,
        long position,
        CancellationToken cancellationToken)
    {
        var length = to is WindowLevel.Hour ? Hour : Day;
        var merged = new Dictionary<WindowKey, WindowAggregate>();
        ChunkName? chunk = null;
        await foreach (var window in windows.ReadAsync(stream, from, begin, end, type: null, cancellationToken))
        {
            var next = ChunkName.Of(StreamHome.Of(stream, settings.Incarnation), to, settings.Window, window.Start);
            if (chunk is { } full && full != next)
            {
                await windows.ReplaceAsync(full, position, begin, merged, cancellationToken);
                merged.Clear();
            }

            chunk = next;
            var key = new WindowKey(Floor(window.Start, length), window.Type);
            if (!merged.TryGetValue(key, out var sum))
            {
                merged[key] = sum = new(window.Aggregate.TopFields);
            }

            sum.Merge(window.Aggregate);
        }

        if (chunk is { } last)
        {
            await windows.ReplaceAsync(last, position, begin, merged, cancellationToken);
        }
    }

    /// <summary>Moves the beginnings of what is kept. Base windows go only when their hours are there, hours when their days are.</summary>
    private StreamState Retain(StreamState state, StreamSettings settings)
    {
        var kept = options.Value.Windows;
        var nothingBefore = settings.Retention is { } retention ? Before(state.Watermark, retention) : null;
        var baseFrom = Before(state.Watermark, kept.KeepBaseWindowsFor) is { } oldBase && oldBase < state.DaysThrough ? oldBase : (DateTimeOffset?)null;
        var hoursFrom = Before(state.Watermark, kept.KeepHoursFor) is { } oldHours && oldHours < state.DaysThrough ? oldHours : (DateTimeOffset?)null;
        return state with
        {
            BaseWindowsFrom = Later(state.BaseWindowsFrom, Floor(Later(baseFrom, nothingBefore))),
            HoursFrom = Later(state.HoursFrom, Floor(Later(hoursFrom, nothingBefore))),
        };

        // Whole days: what is kept begins where a day does.
        static DateTimeOffset? Floor(DateTimeOffset? moment) => moment is { } known ? CompactWindows.Floor(known, Day) : null;
    }

    private async Task DropAsync(string stream, StreamState state, StreamSettings settings, CancellationToken cancellationToken)
    {
        var home = StreamHome.Of(stream, settings.Incarnation);
        if (state.BaseWindowsFrom is { } baseFrom)
        {
            await windows.DropAsync(home, WindowLevel.Base, settings.Window, baseFrom, cancellationToken);
        }

        if (state.HoursFrom is { } hoursFrom)
        {
            await windows.DropAsync(home, WindowLevel.Hour, settings.Window, hoursFrom, cancellationToken);
        }

        if (settings.Retention is { } retention && Before(state.Watermark, retention) is { } before)
        {
            await windows.DropAsync(home, WindowLevel.Day, settings.Window, before, cancellationToken);
            await DropSegmentsAsync(stream, before, cancellationToken);
            await DropLateEventsAsync(stream, before, cancellationToken);
        }
    }

    private async Task DropSegmentsAsync(string stream, DateTimeOffset before, CancellationToken cancellationToken)
    {
        // Names are in order of time.
        await foreach (var blob in blobs.ListAllAsync(AnalyticsContainers.Segments, $"{stream}/", cancellationToken))
        {
            if (SegmentName.Parse(blob.Name) is not { } name || name.Time >= before)
            {
                return;
            }

            if (name.Through < before)
            {
                await blobs.DeleteAsync(name.Blob, cancellationToken: cancellationToken);
            }
        }
    }

    private async Task DropLateEventsAsync(string stream, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await foreach (var blob in blobs.ListAllAsync(AnalyticsContainers.LateEvents, $"{stream}/", cancellationToken))
        {
            if (blob.LastModified >= before)
            {
                return;
            }

            await blobs.DeleteAsync(new(AnalyticsContainers.LateEvents, blob.Name), cancellationToken: cancellationToken);
        }
    }
}
