using System.Globalization;

namespace FunctionApp.Core.Analytics;

/// <summary>Lengths of time as people write them: <c>90s</c>, <c>5m</c>, <c>1h</c>, <c>30d</c>.</summary>
public static class Duration
{
    private static readonly (char Unit, TimeSpan Length)[] Units =
    [
        ('d', TimeSpan.FromDays(1)), ('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1)), ('s', TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Reads a whole, positive number of one unit: s, m, h or d. At most ten years.</summary>
    /// <returns>Null when the text is none.</returns>
    public static TimeSpan? Parse(string? text)
    {
        if (text is not { Length: > 1 and <= 10 } || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        foreach (var (unit, length) in Units)
        {
            if (text[^1] == unit)
            {
                return count > 0 && count <= TimeSpan.FromDays(3660) / length ? length * count : null;
            }
        }

        return null;
    }

    /// <summary>Writes a length in the largest unit that divides it.</summary>
    public static string Format(TimeSpan length)
    {
        foreach (var (unit, unitLength) in Units)
        {
            if (length.Ticks % unitLength.Ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{length.Ticks / unitLength.Ticks}{unit}");
            }
        }

        return length.ToString("c", CultureInfo.InvariantCulture);
    }
}
