using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace FunctionApp.Tests.Support;

/// <summary>What a counter of one meter factory has counted since this began to listen.</summary>
internal sealed class CounterReadings : IDisposable
{
    private readonly ConcurrentQueue<(long Value, Dictionary<string, object?> Attributes)> _readings = new();
    private readonly MeterListener _listener = new();

    public CounterReadings(IMeterFactory factory, string counter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == counter && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, attributes, _)
            => _readings.Enqueue((value, attributes.ToArray().ToDictionary(attribute => attribute.Key, attribute => attribute.Value))));
        _listener.Start();
    }

    public long Sum(params (string Name, object Value)[] attributes)
        => _readings
            .Where(reading => Array.TrueForAll(attributes, attribute => Equals(reading.Attributes.GetValueOrDefault(attribute.Name), attribute.Value)))
            .Sum(reading => reading.Value);

    public void Dispose() => _listener.Dispose();
}
