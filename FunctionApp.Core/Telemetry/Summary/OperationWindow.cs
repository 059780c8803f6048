namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>The recent past of one kind of operation: a ring of steps, each with its counts and, where durations are measured, a histogram.</summary>
internal sealed class OperationWindow(SummaryOptions options, TimeProvider time)
{
    private static readonly TimeSpan RatePeriod = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Step[] _ring = [.. Enumerable.Range(0, options.Steps).Select(_ => new Step())];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private long _total;
    private long _failed;

    /// <summary>Adds operations that took no time, or of which nobody knows how long they took.</summary>
    public void Add(long count, bool failed)
    {
        lock (_lock)
        {
            Count(Current(), count, failed);
        }
    }

    /// <summary>Adds one operation.</summary>
    public void Add(TimeSpan duration, bool failed)
    {
        lock (_lock)
        {
            var step = Current();
            Count(step, 1, failed);
            (step.Durations ??= new()).Add(duration.TotalMilliseconds);
        }
    }

    /// <summary>What there is to say now.</summary>
    public OperationReadings Read()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var last = IndexOf(now);
            var steps = new Step?[_ring.Length];
            for (var i = 0; i < steps.Length; i++)
            {
                var step = At(last - steps.Length + 1 + i);
                steps[i] = step.Index == last - steps.Length + 1 + i ? step : null;
            }

            var seconds = options.Step.TotalSeconds;
            return new(
                _total,
                _failed,
                Rate(steps, now),
                Series(last, steps, step => step.Count / seconds),
                Series(last, steps, step => step.Failed / seconds),
                LatencyOf(last, steps));
        }
    }

    private long IndexOf(DateTimeOffset moment) => moment.UtcTicks / options.Step.Ticks;

    private Step At(long index) => _ring[(int)(index % _ring.Length)];

    private Step Current()
    {
        var index = IndexOf(time.GetUtcNow());
        var step = At(index);
        if (step.Index < index)
        {
            step.BeginAt(index);
        }

        return step;
    }

    private void Count(Step step, long count, bool failed)
    {
        step.Count += count;
        _total += count;
        if (failed)
        {
            step.Failed += count;
            _failed += count;
        }
    }

    /// <summary>Over whole steps, since the present one has only begun; over all there is in the first moments.</summary>
    private double Rate(Step?[] steps, DateTimeOffset now)
    {
        var whole = Math.Clamp((int)(RatePeriod / options.Step), 1, steps.Length - 1);
        var uptime = now - _startedAt;
        if (uptime < options.Step * (whole + 1))
        {
            return Math.Round(_total / Math.Max(uptime.TotalSeconds, 1), 3);
        }

        var count = steps[^(whole + 1)..^1].Sum(step => step?.Count ?? 0);
        return Math.Round(count / (whole * options.Step.TotalSeconds), 3);
    }

    private TimeSeries Series(long last, Step?[] steps, Func<Step, double> value) => new(
        new DateTimeOffset((last - steps.Length + 1) * options.Step.Ticks, TimeSpan.Zero),
        options.Step.TotalSeconds,
        [.. steps.Select(step => step is null ? 0 : Math.Round(value(step), 3))]);

    private LatencyReadings? LatencyOf(long last, Step?[] steps)
    {
        if (!Array.Exists(_ring, step => step.Durations is not null))
        {
            return null;
        }

        var all = new LatencyHistogram();
        foreach (var durations in steps.Select(step => step?.Durations).OfType<LatencyHistogram>())
        {
            all.Add(durations);
        }

        return new(
            Quantile(all, 0.5), Quantile(all, 0.95), Quantile(all, 0.99), Series(last, steps, step => step.Durations?.Quantile(0.95) ?? 0));
    }

    private static double Quantile(LatencyHistogram durations, double q) => Math.Round(durations.Quantile(q), 3);

    private sealed class Step
    {
        public long Index { get; private set; } = -1;

        public long Count { get; set; }

        public long Failed { get; set; }

        public LatencyHistogram? Durations { get; set; }

        public void BeginAt(long index)
        {
            Index = index;
            Count = Failed = 0;
            Durations?.Clear();
        }
    }
}
