using FunctionApp.Core.Analytics.Queries.Statistics;

namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>What each window of a series should be, going by the windows before it only: the answer of the moment is the answer for ever.</summary>
/// <remarks>
/// The season, where one is known, is taken off. What remains is compared with the windows just before: their median is the
/// level, their median absolute deviation the noise, so that old anomalies do not hide new ones. Noise is judged on a scale where it is
/// even (<see cref="SeriesMetric"/>).
/// </remarks>
internal sealed class Baselines
{
    /// <summary>Fewer windows of history than this say nothing about noise.</summary>
    public const int MinHistory = 20;

    /// <summary>Windows that a level is taken from.</summary>
    public const int RollingWindows = 60;

    private readonly SeriesMetric _metric;
    private readonly double?[] _levels;
    private readonly double?[] _residuals;
    private readonly SeasonalProfile? _season;
    private readonly double[] _history = new double[RollingWindows];

    /// <summary>Prepares the baselines of a series.</summary>
    /// <param name="series">Uniform windows, by time.</param>
    /// <param name="metric">Whether the series counts or measures.</param>
    public Baselines(ReadOnlySpan<SeriesPoint> series, SeriesMetric metric)
    {
        _metric = metric;
        _levels = new double?[series.Length];
        for (var i = 0; i < series.Length; i++)
        {
            _levels[i] = series[i].Value is { } value ? metric.Stabilize(value) : null;
        }

        _season = SeasonalProfile.Of(series, _levels);
        _residuals = _season is null ? _levels : [.. _levels.Zip(_season.Usual, (level, usual) => level - usual)];
        Levels = _season is null ? _levels : [.. _residuals.Zip(_levels, (residual, level) => residual ?? level)];
    }

    /// <summary>The series on the even scale: without its season from where that is known, as it is before.</summary>
    public IReadOnlyList<double?> Levels { get; }

    /// <summary>The first window whose season is known; 0 when there is no season at all.</summary>
    public int SeasonFrom => _season is null ? 0 : Math.Max(Array.FindIndex(_residuals, residual => residual is not null), 0);

    /// <summary>What a window should be; null when the history is too short.</summary>
    /// <param name="index">The window.</param>
    /// <param name="levelFrom">Where the current level begins: no baseline looks back beyond.</param>
    /// <param name="minHistory">How many windows make a history.</param>
    public Expectation? At(int index, int levelFrom = 0, int minHistory = MinHistory)
        => (_season?.Usual[index] is { } usual ? Expect(_residuals, index, levelFrom, minHistory, usual, _season.Baseline) : null)
            ?? Expect(_levels, index, levelFrom, minHistory, usual: 0, AnomalyBaseline.Rolling);

    private Expectation? Expect(double?[] values, int index, int levelFrom, int minHistory, double usual, AnomalyBaseline baseline)
    {
        var count = 0;
        for (var i = index - 1; i >= levelFrom && count < RollingWindows; i--)
        {
            if (values[i] is { } value)
            {
                _history[count++] = value;
            }
        }

        if (count < minHistory)
        {
            return null;
        }

        var history = _history.AsSpan(0, count);
        var level = RobustStatistics.Median(history);
        var noise = RobustStatistics.Scale(history, level);
        return new(_metric, usual + level, Math.Max(noise, _metric.Resolution(usual + level, varies: noise > 0)), baseline);
    }
}
