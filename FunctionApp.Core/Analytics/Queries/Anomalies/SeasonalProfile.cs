using System.Runtime.InteropServices;
using FunctionApp.Core.Analytics.Queries.Statistics;

namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>How far each window of a series usually is from the level of its day or week, at its hour, going by the periods before it only.</summary>
/// <param name="Baseline">Which season it is.</param>
/// <param name="Usual">
/// By window: the median of the same hour's distances from the median of their period, in the periods before; null where there are too few.
/// </param>
internal sealed record SeasonalProfile(AnomalyBaseline Baseline, double?[] Usual)
{
    /// <summary>Whole periods of history that an hour needs.</summary>
    public const int MinPeriods = 3;

    /// <summary>Periods of history that an hour looks back on.</summary>
    public const int MaxPeriods = 8;

    private const int HoursInDay = 24;
    private const int HoursInWeek = 7 * HoursInDay;

    /// <summary>The longest season that the series is long enough for; null when there is none.</summary>
    /// <param name="series">Uniform windows of at most a day, by time.</param>
    /// <param name="levels">The series' values on the even scale.</param>
    public static SeasonalProfile? Of(ReadOnlySpan<SeriesPoint> series, double?[] levels)
    {
        if (series.Length < 2)
        {
            return null;
        }

        var size = series[1].Start - series[0].Start;
        var hours = (series[^1].Start - series[0].Start).TotalHours;
        return hours >= MinPeriods * HoursInWeek && size <= TimeSpan.FromDays(1) ? new(AnomalyBaseline.HourOfWeek, Usuals(series, levels, HoursInWeek))
            : hours >= MinPeriods * HoursInDay && size < TimeSpan.FromDays(1) ? new(AnomalyBaseline.HourOfDay, Usuals(series, levels, HoursInDay))
            : null;
    }

    private static double?[] Usuals(ReadOnlySpan<SeriesPoint> series, double?[] levels, int period)
    {
        var hours = Groups(series, hoursInGroup: 1);
        var medians = Groups(series, period).ToDictionary(group => group.Key, group => Median(levels.AsSpan(group.Value.First, group.Value.Count)));
        medians.Remove(medians.Keys.Min()); // begun before the series, so its median may be that of a night or a weekend

        var usuals = new double?[series.Length];
        var history = new List<double>();
        foreach (var (hour, windows) in hours)
        {
            history.Clear();
            var periods = 0;
            for (var back = 1; back <= MaxPeriods; back++)
            {
                var earlier = hour - (back * (long)period);
                if (hours.TryGetValue(earlier, out var group) && medians.GetValueOrDefault(earlier / period) is { } median)
                {
                    var before = history.Count;
                    history.AddRange(levels.AsSpan(group.First, group.Count).ToArray().OfType<double>().Select(level => level - median));
                    periods += history.Count > before ? 1 : 0;
                }
            }

            if (periods >= MinPeriods)
            {
                Array.Fill(usuals, RobustStatistics.Median(CollectionsMarshal.AsSpan(history)), windows.First, windows.Count);
            }
        }

        return usuals;
    }

    /// <summary>The windows of each group of so many hours, counted from the beginning of time.</summary>
    private static Dictionary<long, (int First, int Count)> Groups(ReadOnlySpan<SeriesPoint> series, int hoursInGroup)
    {
        var groups = new Dictionary<long, (int First, int Count)>();
        for (var i = 0; i < series.Length; i++)
        {
            var key = series[i].Start.UtcTicks / (hoursInGroup * TimeSpan.TicksPerHour);
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out var exists);
            group = exists ? (group.First, group.Count + 1) : (i, 1);
        }

        return groups;
    }

    private static double? Median(ReadOnlySpan<double?> levels)
    {
        double[] values = [.. levels.ToArray().OfType<double>()];
        return values.Length == 0 ? null : RobustStatistics.Median(values);
    }
}
