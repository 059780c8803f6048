using System.Runtime.CompilerServices;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Times as events have them: RFC 3339, straight from UTF-8.</summary>
internal static class Rfc3339
{
    private const int DateTimeLength = 19;
    private const int MinuteLength = 16;

    private static ReadOnlySpan<byte> DaysInMonth => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>Reads a time, such as <c>2026-01-31T12:00:00.25+01:00</c>, as UTC ticks.</summary>
    /// <remarks>
    /// Years 0001 to 9999; a leap second is taken as the last tick before the next minute; digits beyond 100 ns are dropped.
    /// The offset is required. T and Z may be lower case, and T may be a space (RFC 3339, 5.6).
    /// </remarks>
    public static bool TryParse(ReadOnlySpan<byte> text, out long utcTicks)
        => TryParseMinute(text, out utcTicks) && TryParseRest(text, ref utcTicks);

    /// <summary>Reads the part up to the minute, which many events in a row share.</summary>
    internal static bool TryParseMinute(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length <= DateTimeLength || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':')
        {
            return false;
        }

        var year = (Digits(text[0], text[1]) * 100) + Digits(text[2], text[3]);
        var month = Digits(text[5], text[6]);
        var day = Digits(text[8], text[9]);
        var hour = Digits(text[11], text[12]);
        var minute = Digits(text[14], text[15]);
        if (year < 1 || year > 9999 || Digits(text[2], text[3]) < 0 || month is < 1 or > 12 || hour is < 0 or > 23 || minute is < 0 or > 59
            || day < 1 || day > DaysInMonth[month - 1] + (month == 2 && DateTime.IsLeapYear(year) ? 1 : 0))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks;
        return true;
    }

    /// <summary>Reads seconds, fraction and offset, and adds them to the minute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool TryParseRest(ReadOnlySpan<byte> text, ref long ticks)
    {
        var second = text[16] == ':' ? Digits(text[17], text[18]) : -1;
        if (second is < 0 or > 60)
        {
            return false;
        }

        var at = DateTimeLength;
        var fraction = 0L;
        if (text[at] == '.')
        {
            var unit = TimeSpan.TicksPerSecond;
            var first = ++at;
            while (at < text.Length && char.IsAsciiDigit((char)text[at]))
            {
                unit /= 10;
                fraction += (text[at++] - '0') * unit;
            }

            if (at == first)
            {
                return false;
            }
        }

        if (!TryParseOffset(text[at..], out var offset))
        {
            return false;
        }

        ticks += (second == 60 ? TimeSpan.TicksPerMinute - 1 : (second * TimeSpan.TicksPerSecond) + fraction) - offset;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }

    /// <summary>Bytes of the part up to the minute.</summary>
    internal static ReadOnlySpan<byte> MinutePart(ReadOnlySpan<byte> text) => text[..MinuteLength];

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        if (text is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _]
            || Digits(text[1], text[2]) is var hours && hours is < 0 or > 23
            || Digits(text[4], text[5]) is var minutes && minutes is < 0 or > 59)
        {
            return false;
        }

        ticks = ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute)) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    /// <summary>Two digits as a number; below zero when one is none.</summary>
    private static int Digits(byte tens, byte ones)
    {
        var (ten, one) = ((uint)(tens - '0'), (uint)(ones - '0'));
        return ten <= 9 && one <= 9 ? (int)((ten * 10) + one) : -1000;
    }
}
