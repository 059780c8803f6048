namespace FunctionApp.Core.Analytics.Queries.Calendar;

/// <summary>Numbers the windows of one size, in a time zone: window n+1 begins where window n ends.</summary>
/// <remarks>
/// Seconds, minutes and hours are counted from 1970-01-01T00:00:00Z whatever the zone; days, weeks and months from the zone's own midnights.
/// A midnight that clocks skip is the moment of the change; of a midnight that comes twice the first counts. A day that a zone left out has no length.
/// </remarks>
/// <param name="size">The size.</param>
/// <param name="zone">The time zone of days, weeks and months.</param>
internal sealed class WindowCalendar(WindowSize size, TimeZoneInfo zone)
{
    private const int DaysInWeek = 7;
    private const int MonthsInYear = 12;

    /// <summary>The number of the window that a moment is in.</summary>
    public long IndexOf(DateTimeOffset moment)
    {
        if (!size.IsCalendar)
        {
            var (windows, rest) = Math.DivRem(moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, size.TypicalLength.Ticks);
            return rest < 0 ? windows - 1 : windows;
        }

        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
        var units = size.Unit switch
        {
            WindowUnit.Day => day.DayNumber,
            WindowUnit.Week => day.DayNumber / DaysInWeek, // day 0, 0001-01-01, was a Monday
            _ => ((day.Year - 1) * MonthsInYear) + day.Month - 1,
        };
        return units / size.Count;
    }

    /// <summary>Where a window begins, in UTC.</summary>
    public DateTimeOffset StartOf(long index)
    {
        if (!size.IsCalendar)
        {
            return DateTimeOffset.UnixEpoch.AddTicks(index * size.TypicalLength.Ticks);
        }

        var units = (int)index * size.Count;
        return Midnight(size.Unit switch
        {
            WindowUnit.Day => DateOnly.FromDayNumber(units),
            WindowUnit.Week => DateOnly.FromDayNumber(units * DaysInWeek),
            _ => new DateOnly((units / MonthsInYear) + 1, (units % MonthsInYear) + 1, 1),
        });
    }

    /// <summary>Where the window that a moment is in begins.</summary>
    public DateTimeOffset Floor(DateTimeOffset moment) => StartOf(IndexOf(moment));

    /// <summary>A moment itself when a window begins there, else where the next one begins.</summary>
    public DateTimeOffset Ceiling(DateTimeOffset moment)
    {
        var index = IndexOf(moment);
        return StartOf(index) == moment ? moment : StartOf(index + 1);
    }

    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        var offset = zone.IsInvalidTime(local) ? OffsetTheDayBefore(local)
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, TimeSpan.Zero) - offset;
    }

    private TimeSpan OffsetTheDayBefore(DateTime local) => zone.GetUtcOffset(new DateTimeOffset(local, TimeSpan.Zero).AddDays(-1));
}
