using System.Diagnostics.Metrics;
using FunctionApp.Core.Telemetry;
using FunctionApp.Local.Durable.Storage;

namespace FunctionApp.Local.Durable;

/// <summary>Tells how much waits: what grows when work comes faster than it is done.</summary>
internal sealed class EngineBacklog(IMeterFactory meters, DurableQueries queries, TimeProvider time) : IHostedService
{
    private volatile bool _isRunning;

    /// <summary>Starts to tell.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _isRunning = true;
        meters.Create(InstrumentNames.Scope).CreateObservableGauge(
            InstrumentNames.Backlog, Measure, "{item}", "What waits or runs in this process's engine.");
        return Task.CompletedTask;
    }

    /// <summary>Tells no more: the database is about to be closed.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _isRunning = false;
        return Task.CompletedTask;
    }

    private static Measurement<long> Of(string kind, long count) => new(count, new KeyValuePair<string, object?>("backlog.kind", kind));

    private IEnumerable<Measurement<long>> Measure()
    {
        if (!_isRunning)
        {
            return [];
        }

        var backlog = queries.CountBacklog(time.GetUtcNow());
        return [Of("waiting_activity", backlog.WaitingActivities), Of("running_activity", backlog.RunningActivities), Of("waiting_turn", backlog.WaitingTurns)];
    }
}
