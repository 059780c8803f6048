using System.Diagnostics.Metrics;
using FunctionApp.Core.Telemetry;

namespace FunctionApp.Core.Costs.Usage;

/// <summary>Measures what this instance uses, and for what. Holds only what has not been recorded yet; see <see cref="Records.UsageRecorder"/>.</summary>
/// <remarks>
/// An execution is a scope that flows with the call: counting is an addition to its tally, and the meter's lock is taken once, when it ends.
/// Look-ups in the cache, calls of the vision service, accepted events and finished images are taken from the instruments that count them anyway.
/// </remarks>
public sealed class UsageMeter : IDisposable
{
    private readonly TimeProvider _time;
    private readonly MeterListener _instruments = new();
    private readonly Lock _lock = new();
    private readonly UsageTally _recorded = new();
    private UsageDelta _pending = new();
    private int _active;
    private long _busySince;

    /// <summary>Creates a meter, which listens at once.</summary>
    /// <param name="meters">Whose instruments count.</param>
    /// <param name="time">The clock.</param>
    public UsageMeter(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _instruments.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)
                && instrument.Meter.Name == InstrumentNames.Scope
                && instrument.Name is InstrumentNames.CacheRequests or InstrumentNames.VisionRequests or InstrumentNames.EventsIngested)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _instruments.SetMeasurementEventCallback<long>((instrument, count, attributes, _) => Heard(instrument, count, attributes));
        _instruments.Start();
    }

    /// <summary>Runs something and counts it, with all that it uses.</summary>
    /// <param name="kind">Why it runs.</param>
    /// <param name="source">What it is for.</param>
    /// <param name="run">Runs it. What it is told is the execution itself.</param>
    public async Task<T> MeasureAsync<T>(ExecutionKind kind, UsageSource source, Func<UsageScope, Task<T>> run)
    {
        var scope = Begin(source);
        try
        {
            return await run(scope);
        }
        finally
        {
            End(kind, scope);
        }
    }

    /// <summary>Runs something and counts it, with all that it uses.</summary>
    public T Measure<T>(ExecutionKind kind, UsageSource source, Func<T> run)
    {
        var outer = UsageScope.Current;
        var scope = Begin(source);
        try
        {
            return run();
        }
        finally
        {
            End(kind, scope);
            UsageScope.Current = outer;
        }
    }

    /// <summary>Counts an image that was completed, rejected or failed.</summary>
    public void CountImage() => Count(UsageCounter.Images, 1);

    /// <summary>What this instance has used since it started, what is going on left aside.</summary>
    public UsageTotals SinceStart()
    {
        lock (_lock)
        {
            return _recorded.ToTotals() + _pending.Totals.ToTotals();
        }
    }

    /// <summary>Hands over everything since the last time. What is going on is cut in two, so that a busy instance is not idle to its record.</summary>
    internal UsageDelta Take()
    {
        lock (_lock)
        {
            if (_active > 0)
            {
                EndBusyPeriod();
            }

            var taken = _pending;
            _recorded.Add(taken.Totals);
            _pending = new();
            return taken;
        }
    }

    /// <summary>Counts something for whatever is going on.</summary>
    internal void Count(UsageCounter counter, long count)
    {
        if (UsageScope.Current is { HasEnded: false } scope)
        {
            scope.Tally.Add(counter, count);
            return;
        }

        lock (_lock)
        {
            // Work that an execution has left behind is known by its area only: it may serve others by now.
            _pending.Count(UsageScope.Current?.Source.Area ?? UsageSource.Other, counter, count);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _instruments.Dispose();

    private UsageScope Begin(UsageSource source)
    {
        var scope = new UsageScope(source, _time);
        UsageScope.Current = scope;
        lock (_lock)
        {
            if (_active++ == 0)
            {
                _busySince = _time.GetTimestamp();
            }
        }

        return scope;
    }

    private void End(ExecutionKind kind, UsageScope scope)
    {
        scope.End();
        scope.Tally.Add(kind, ExecutionUsage.Of(scope.Elapsed));
        lock (_lock)
        {
            _pending.Add(scope.Source, scope.Tally);
            if (--_active == 0)
            {
                EndBusyPeriod();
            }
        }
    }

    private void EndBusyPeriod()
    {
        var now = _time.GetTimestamp();
        _pending.Totals.Add(ExecutionKind.BusyPeriod, ExecutionUsage.Of(_time.GetElapsedTime(_busySince, now)));
        _busySince = now;
    }

    private void Heard(Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> attributes)
    {
        if (instrument.Name is InstrumentNames.EventsIngested)
        {
            foreach (var (name, value) in attributes)
            {
                if (name == "outcome" && value is "accepted")
                {
                    Count(UsageCounter.Events, count);
                }
            }
        }
        else
        {
            Count(instrument.Name is InstrumentNames.CacheRequests ? UsageCounter.CacheRequests : UsageCounter.VisionCalls, count);
        }
    }
}
