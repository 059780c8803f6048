namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>Finds windows that are not as the windows before them let expect: spikes, dips and lasting changes of level.</summary>
/// <remarks>
/// Spikes and dips are robust z-scores beyond a threshold (see <see cref="Baselines"/>); change points are found over the whole series (see
/// <see cref="ChangePoints"/>), and a new level is judged by itself as soon as it has lasted for <see cref="ChangePoints.MinLength"/> windows.
/// On noise alone, fewer than one window in a hundred is an anomaly at high sensitivity, and fewer than one in a thousand at low.
/// </remarks>
internal static class AnomalyDetector
{
    /// <summary>How many standard deviations from the expected are let pass.</summary>
    public static double Threshold(AnomalySensitivity sensitivity) => sensitivity switch
    {
        AnomalySensitivity.Low => 8,
        AnomalySensitivity.High => 4.5,
        _ => 6,
    };

    /// <summary>Judges the windows of a series from an index on; those before are history.</summary>
    /// <param name="series">Uniform windows, by time.</param>
    /// <param name="metric">Whether the series counts or measures.</param>
    /// <param name="from">The first window to judge.</param>
    /// <param name="sensitivity">How far from the expected is too far.</param>
    public static AnomalyAnalysis Detect(ReadOnlySpan<SeriesPoint> series, SeriesMetric metric, int from, AnomalySensitivity sensitivity)
    {
        var threshold = Threshold(sensitivity);
        var baselines = new Baselines(series, metric);
        var levels = NewLevels(baselines, threshold / 2);
        var items = new List<Anomaly>();
        var (judged, unjudged, baseline) = (0, 0, AnomalyBaseline.None);
        for (var i = from; i < series.Length; i++)
        {
            var level = levels.FindLast(start => start <= i);
            var isNew = level == i && i > 0;
            var expected = isNew
                ? baselines.At(i, levels.FindLast(start => start < i))
                : baselines.At(i, level, level == 0 ? Baselines.MinHistory : ChangePoints.MinLength);
            if (expected is null || series[i].Value is not { } value)
            {
                unjudged++;
                continue;
            }

            judged++;
            baseline = expected.Baseline;
            if (isNew)
            {
                items.Add(expected.Contradicted(series[i].Start, AnomalyKind.ChangePoint, LevelOf(series[i..]), threshold));
            }
            else if (expected.Score(value) is var score && Math.Abs(score) > threshold)
            {
                items.Add(expected.Contradicted(series[i].Start, score > 0 ? AnomalyKind.Spike : AnomalyKind.Dip, value, threshold));
            }
        }

        return new(items, judged, unjudged, baseline);
    }

    /// <summary>Where levels begin: at the start, and at every change point after.</summary>
    private static List<int> NewLevels(Baselines baselines, double minShift)
    {
        var indices = new List<int>();
        var values = new List<double>();
        for (var i = baselines.SeasonFrom; i < baselines.Levels.Count; i++)
        {
            if (baselines.Levels[i] is { } level)
            {
                indices.Add(i);
                values.Add(level);
            }
        }

        return [0, .. ChangePoints.Find(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values), minShift).Select(index => indices[index])];
    }

    private static double LevelOf(ReadOnlySpan<SeriesPoint> series)
    {
        var values = new List<double>();
        foreach (var point in series[..Math.Min(series.Length, ChangePoints.MinLength)])
        {
            if (point.Value is { } value)
            {
                values.Add(value);
            }
        }

        return Statistics.RobustStatistics.Median(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values));
    }
}
