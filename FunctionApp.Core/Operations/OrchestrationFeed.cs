using System.Runtime.CompilerServices;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Operations;

/// <summary>Instances as they change, for those who watch. No backend tells of changes by itself, so they are looked for.</summary>
public sealed class OrchestrationFeed(IOptions<OrchestrationFeedOptions> options, TimeProvider time)
{
    private int _connections;

    /// <summary>Takes a place among the connections.</summary>
    /// <returns>Dispose it at the end; null when all places are taken.</returns>
    public IDisposable? TryConnect()
    {
        if (Interlocked.Increment(ref _connections) <= options.Value.MaxConnections)
        {
            return new Connection(this);
        }

        Interlocked.Decrement(ref _connections);
        return null;
    }

    /// <summary>The instance whenever it has changed, looking every <see cref="OrchestrationFeedOptions.Interval"/>; null when it had not for long.</summary>
    /// <param name="instanceId">The instance. It is watched after its end too, for it may be restarted; until it is purged.</param>
    /// <param name="lastSeen">The change that the caller saw last, in UTC ticks; null when it is new.</param>
    /// <param name="orchestrations">The client of the request.</param>
    /// <param name="cancellationToken">Ends the frames with an exception.</param>
    public async IAsyncEnumerable<OrchestrationInstance?> WatchAsync(
        string instanceId, long? lastSeen, IOrchestrationClient orchestrations, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        var saidAt = time.GetTimestamp();
        do
        {
            if (await orchestrations.GetAsync(instanceId, fetchInputsAndOutputs: false, cancellationToken) is not { } current)
            {
                yield break;
            }

            if (current.LastUpdatedAt.UtcTicks != lastSeen)
            {
                lastSeen = current.LastUpdatedAt.UtcTicks;
                yield return current;
                saidAt = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(saidAt) >= options.Value.HeartbeatInterval)
            {
                yield return null;
                saidAt = time.GetTimestamp();
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private sealed class Connection(OrchestrationFeed feed) : IDisposable
    {
        private int _isClosed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isClosed, 1) == 0)
            {
                Interlocked.Decrement(ref feed._connections);
            }
        }
    }
}
