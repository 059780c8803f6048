using System.Globalization;

namespace FunctionApp.Core.Analytics.Queries.Calendar;

/// <summary>How long a window is, such as <c>15m</c>, <c>6h</c>, <c>1d</c>, <c>1w</c> or <c>3mo</c>.</summary>
/// <param name="Count">How many units, at least 1.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct WindowSize(int Count, WindowUnit Unit)
{
    /// <summary>What a size looks like, for those who got it wrong.</summary>
    public const string Rule = "a number and a unit: s (seconds), m (minutes), h (hours), d (days), w (weeks) or mo (months), for example 15m or 1d";

    private const int MaxCount = 100_000;

    /// <summary>Whether its windows follow the calendar, and so a time zone.</summary>
    public bool IsCalendar => Unit >= WindowUnit.Day;

    /// <summary>Its length where no clock changes; months count as 30 days.</summary>
    public TimeSpan TypicalLength => Count * Unit switch
    {
        WindowUnit.Second => TimeSpan.FromSeconds(1),
        WindowUnit.Minute => TimeSpan.FromMinutes(1),
        WindowUnit.Hour => TimeSpan.FromHours(1),
        WindowUnit.Day => TimeSpan.FromDays(1),
        WindowUnit.Week => TimeSpan.FromDays(7),
        _ => TimeSpan.FromDays(30),
    };

    /// <summary>The size of a length below a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not a whole number of seconds above zero.</exception>
    public static WindowSize Of(TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNotEqual(length.Ticks % TimeSpan.TicksPerSecond, 0, nameof(length));
        return length.Ticks % TimeSpan.TicksPerHour == 0 ? new((int)length.TotalHours, WindowUnit.Hour)
            : length.Ticks % TimeSpan.TicksPerMinute == 0 ? new((int)length.TotalMinutes, WindowUnit.Minute)
            : new((int)length.TotalSeconds, WindowUnit.Second);
    }

    /// <summary>Reads a size; null when the text is none.</summary>
    public static WindowSize? Parse(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0
            && int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= MaxCount
            && UnitOf(text[digits..]) is { } unit
                ? new(count, unit)
                : null;
    }

    /// <summary>How many of these windows fit into another; 0 when not a whole number of them do.</summary>
    public int TimesIn(WindowSize other)
    {
        var (mine, its) = (InSmallestUnit, other.InSmallestUnit);
        return mine.Family == its.Family && its.Count % mine.Count == 0 ? its.Count / mine.Count : 0;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}{Unit switch
    {
        WindowUnit.Second => "s",
        WindowUnit.Minute => "m",
        WindowUnit.Hour => "h",
        WindowUnit.Day => "d",
        WindowUnit.Week => "w",
        _ => "mo",
    }}");

    /// <summary>The size in seconds, days or months: only sizes of one family have whole multiples of each other.</summary>
    private (WindowUnit Family, int Count) InSmallestUnit => Unit switch
    {
        WindowUnit.Minute => (WindowUnit.Second, Count * 60),
        WindowUnit.Hour => (WindowUnit.Second, Count * 3600),
        WindowUnit.Week => (WindowUnit.Day, Count * 7),
        _ => (Unit, Count),
    };

    private static WindowUnit? UnitOf(string text) => text switch
    {
        "s" => WindowUnit.Second,
        "m" => WindowUnit.Minute,
        "h" => WindowUnit.Hour,
        "d" => WindowUnit.Day,
        "w" => WindowUnit.Week,
        "mo" => WindowUnit.Month,
        _ => null,
    };
}
