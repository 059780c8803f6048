using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;

namespace FunctionApp.Core.Analytics.Queries.Ranges;

/// <summary>Which windows to read for a range: the fewest, and every event once.</summary>
/// <remarks>
/// Whole days come from the days, whole hours from the hours, and the rest from the stream's own windows; but only from as far as the stream's
/// state says that a level is complete. The state is read once for a query, so compaction that goes on meanwhile changes nothing.
/// </remarks>
internal static class WindowCover
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Cuts a range into pieces, by time. The pieces follow each other without gap or overlap.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="from">First moment; see <see cref="Floor"/>.</param>
    /// <param name="to">First moment after; see <see cref="Ceiling"/>.</param>
    public static IEnumerable<WindowPiece> Of(EventStream stream, DateTimeOffset from, DateTimeOffset to)
        => Around(from, to, Day, WindowLevel.Day, stream.State.DaysThrough, (start, end) =>
            Around(start, end, Hour, WindowLevel.Hour, stream.State.HoursThrough, (first, last) =>
                [new(WindowLevel.Base, first, last)]));

    /// <summary>The latest moment, not after this one, at which a window begins that is still kept.</summary>
    public static DateTimeOffset Floor(EventStream stream, DateTimeOffset moment) => RoundDown(moment, Resolution(stream, moment));

    /// <summary>The earliest moment, not before this one, at which a window begins that is still kept.</summary>
    public static DateTimeOffset Ceiling(EventStream stream, DateTimeOffset moment)
        => Floor(stream, moment) is var floor && floor == moment ? moment : floor + Resolution(stream, moment);

    /// <summary>The length of the smallest windows that are still kept around a moment.</summary>
    public static TimeSpan Resolution(EventStream stream, DateTimeOffset moment)
        => moment < stream.State.HoursFrom ? Day : moment < stream.State.BaseWindowsFrom ? Hour : stream.Settings.Window;

    /// <summary>From when on windows of a length can be made of those that are kept; null when there never was an event.</summary>
    public static DateTimeOffset? KeptFrom(EventStream stream, TimeSpan length)
    {
        var dropped = length.Ticks % Day.Ticks == 0 ? null : length.Ticks % Hour.Ticks == 0 ? stream.State.HoursFrom : stream.State.BaseWindowsFrom;
        return dropped > stream.State.FirstWindow ? dropped : stream.State.FirstWindow;
    }

    private static DateTimeOffset RoundDown(DateTimeOffset moment, TimeSpan length) => new(moment.UtcTicks - (moment.UtcTicks % length.Ticks), TimeSpan.Zero);

    /// <summary>What fits whole windows of a level is read from there; <paramref name="rest"/> sees to what is before and after.</summary>
    private static IEnumerable<WindowPiece> Around(
        DateTimeOffset from,
        DateTimeOffset to,
        TimeSpan length,
        WindowLevel level,
        DateTimeOffset? through,
        Func<DateTimeOffset, DateTimeOffset, IEnumerable<WindowPiece>> rest)
    {
        var start = RoundDown(from.AddTicks(length.Ticks - 1), length);
        var end = RoundDown(to < through ? to : through ?? from, length);
        if (start >= end)
        {
            return from < to ? rest(from, to) : [];
        }

        return [.. from < start ? rest(from, start) : [], new(level, start, end), .. end < to ? rest(end, to) : []];
    }
}
