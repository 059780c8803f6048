using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>Remembers the recent measurements of this process, by listening to the instruments that OpenTelemetry exports.</summary>
/// <remarks>Memory is bounded by <see cref="SummaryOptions.MaxSteps"/>; recording takes a lock for some ten nanoseconds and allocates nothing.</remarks>
public sealed class MeasurementSummary : IHostedService, IDisposable
{
    private readonly Dictionary<string, OperationWindow> _windows = new(StringComparer.Ordinal);
    private readonly Lock _reading = new();
    private readonly List<GaugeReading> _gauges = [];
    private readonly MeterListener _operations = new();
    private readonly MeterListener _gauged = new();

    /// <summary>Creates a summary, which is deaf until it is started.</summary>
    /// <param name="operations">The kinds of operations to remember.</param>
    /// <param name="meters">Whose measurements count: this factory's, and those of meters that belong to the whole process.</param>
    /// <param name="options">How far back to remember.</param>
    /// <param name="time">The clock.</param>
    public MeasurementSummary(
        IEnumerable<MeasuredOperation> operations, IMeterFactory meters, IOptions<SummaryOptions> options, TimeProvider time)
    {
        StartedAt = time.GetUtcNow();
        var measured = operations.ToLookup(operation => (operation.Meter, operation.Instrument));
        foreach (var operation in measured.SelectMany(group => group))
        {
            _windows.Add(operation.Name, new OperationWindow(options.Value, time));
        }

        _operations.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOurs(instrument) && measured.Contains((instrument.Meter.Name, instrument.Name)))
            {
                listener.EnableMeasurementEvents(
                    instrument,
                    measured[(instrument.Meter.Name, instrument.Name)].Select(operation => new Target(operation.Judge, _windows[operation.Name])).ToArray());
            }
        };
        _operations.SetMeasurementEventCallback<double>(static (_, seconds, attributes, targets) => Record(targets, seconds, attributes));
        _operations.SetMeasurementEventCallback<long>(static (_, count, attributes, targets) => Record(targets, count, attributes));

        _gauged.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOurs(instrument) && instrument.IsObservable && instrument.Meter.Name == InstrumentNames.Scope)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _gauged.SetMeasurementEventCallback<double>((instrument, value, attributes, _) => Note(instrument, value, attributes));
        _gauged.SetMeasurementEventCallback<long>((instrument, value, attributes, _) => Note(instrument, value, attributes));
        _gauged.SetMeasurementEventCallback<int>((instrument, value, attributes, _) => Note(instrument, value, attributes));

        bool IsOurs(Instrument instrument) => instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters);
    }

    /// <summary>When this process began to remember.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _operations.Start();
        _gauged.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What was measured of a kind of operation.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kind.</exception>
    public OperationReadings Read(string operation) => _windows[operation].Read();

    /// <summary>What the gauges show now.</summary>
    public IReadOnlyList<GaugeReading> ReadGauges()
    {
        lock (_reading)
        {
            _gauges.Clear();
            _gauged.RecordObservableInstruments();
            return [.. _gauges];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _operations.Dispose();
        _gauged.Dispose();
    }

    private static void Record(object? targets, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> attributes)
    {
        foreach (var (judge, window) in (Target[])targets!)
        {
            if (judge(attributes) is var outcome and not MeasuredOutcome.Other)
            {
                window.Add(TimeSpan.FromSeconds(seconds), outcome is MeasuredOutcome.Failed);
            }
        }
    }

    private static void Record(object? targets, long count, ReadOnlySpan<KeyValuePair<string, object?>> attributes)
    {
        foreach (var (judge, window) in (Target[])targets!)
        {
            if (judge(attributes) is var outcome and not MeasuredOutcome.Other)
            {
                window.Add(count, outcome is MeasuredOutcome.Failed);
            }
        }
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> attributes)
        => _gauges.Add(new(instrument.Name, value, attributes.ToArray().ToDictionary(StringComparer.Ordinal)));

    private sealed record Target(MeasurementJudge Judge, OperationWindow Window);
}
