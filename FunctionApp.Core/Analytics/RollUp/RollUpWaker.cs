using System.Collections.Concurrent;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Tells a stream's roll-up that there are new segments: at once, but not again and again under load.</summary>
/// <remarks>
/// The first wake-up after a while is sent before the call returns. Those that follow within <see cref="RollUpOptions.WakeInterval"/> become
/// one, which is sent when the interval is over. Should the process die in between, the roll-up wakes by its own timer.
/// </remarks>
public sealed partial class RollUpWaker(IOptions<AnalyticsOptions> options, TimeProvider time, ILogger<RollUpWaker> logger)
{
    /// <summary>An instance in another state is replaced by a fresh one.</summary>
    private static readonly OrchestrationStatus[] Alive =
    [
        OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended, OrchestrationStatus.ContinuedAsNew,
    ];

    private readonly ConcurrentDictionary<string, Alarm> _alarms = new(StringComparer.Ordinal);

    /// <summary>Wakes a stream's roll-up, and starts it if need be.</summary>
    public async Task WakeAsync(string stream, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        var wait = _alarms.GetOrAdd(stream, _ => new()).Ring(time.GetUtcNow(), options.Value.RollUp.WakeInterval);
        if (wait == TimeSpan.Zero)
        {
            await TrySendAsync(stream, orchestrations, cancellationToken);
        }
        else if (wait is { } delay)
        {
            _ = SendLaterAsync(stream, orchestrations, delay);
        }
    }

    /// <summary>Forgets a stream.</summary>
    internal void Forget(string stream) => _alarms.TryRemove(stream, out _);

    private static async Task SendAsync(string stream, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var id = RollUpStream.InstanceId(stream);
        if (await orchestrations.RaiseEventAsync(id, RollUpStream.WakeUp, payload: true, cancellationToken) is not CommandResult.Accepted)
        {
            await orchestrations.ScheduleAsync(
                RollUpStream.Name, new(stream), new() { InstanceId = id, DedupeStatuses = Alive }, cancellationToken);
        }
    }

    private async Task SendLaterAsync(string stream, IOrchestrationClient orchestrations, TimeSpan delay)
    {
        await Task.Delay(delay, time);
        _alarms.GetOrAdd(stream, _ => new()).Sent(time.GetUtcNow());
        await TrySendAsync(stream, orchestrations, CancellationToken.None);
    }

    /// <summary>Sends, and leaves it at that when it fails: the events are stored, and whoever sent them must not be told to do so again.</summary>
    private async Task TrySendAsync(string stream, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(stream, orchestrations, cancellationToken);
        }
        catch (Exception exception)
        {
            LogNotSent(stream, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A wake-up of stream {Stream} was not sent; what is new becomes visible with the next.")]
    private partial void LogNotSent(string stream, Exception exception);

    /// <summary>When a stream was woken last, and whether it is going to be.</summary>
    private sealed class Alarm
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _last = DateTimeOffset.MinValue;
        private bool _isSet;

        /// <summary>How long to wait before waking; null when somebody else is going to.</summary>
        public TimeSpan? Ring(DateTimeOffset now, TimeSpan interval)
        {
            lock (_lock)
            {
                if (_isSet)
                {
                    return null;
                }

                var since = now - _last;
                if (since >= interval || since < TimeSpan.Zero)
                {
                    _last = now;
                    return TimeSpan.Zero;
                }

                _isSet = true;
                return interval - since;
            }
        }

        public void Sent(DateTimeOffset now)
        {
            lock (_lock)
            {
                (_isSet, _last) = (false, now);
            }
        }
    }
}
