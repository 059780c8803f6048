using System.Runtime.CompilerServices;
using FunctionApp.Core.Analytics.Queries.Calendar;
using FunctionApp.Core.Analytics.Queries.Ranges;
using FunctionApp.Core.Analytics.Streams;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Queries.Live;

/// <summary>Streams as they change, for those who watch.</summary>
public sealed class LiveFeed(StreamCatalog catalog, WindowReader reader, QueryCache cache, IOptions<AnalyticsOptions> options, TimeProvider time)
{
    private int _connections;

    /// <summary>Takes a place among the connections.</summary>
    /// <returns>Dispose it at the end; null when all places are taken.</returns>
    public IDisposable? TryConnect()
    {
        if (Interlocked.Increment(ref _connections) <= options.Value.Queries.MaxLiveConnections)
        {
            return new Connection(this);
        }

        Interlocked.Decrement(ref _connections);
        return null;
    }

    /// <summary>A frame whenever the stream has changed, looking every <see cref="QueryOptions.LiveInterval"/>; null when there was none for long.</summary>
    /// <param name="stream">The stream. The frames end when it is deleted.</param>
    /// <param name="lastSeen">Number of the last frame that the caller had before it lost its connection; null when it is new.</param>
    /// <param name="cancellationToken">Ends the frames with an exception.</param>
    public async IAsyncEnumerable<LiveFrame?> WatchAsync(
        string stream, long? lastSeen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.Queries.LiveInterval, time);
        var saidAt = time.GetTimestamp();
        do
        {
            if (await catalog.FindAsync(stream, cancellationToken) is not { } current)
            {
                yield break;
            }

            if (current.State.Revision != lastSeen)
            {
                lastSeen = current.State.Revision;
                yield return await FrameAsync(current, cancellationToken);
                saidAt = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(saidAt) >= options.Value.Queries.HeartbeatInterval)
            {
                yield return null;
                saidAt = time.GetTimestamp();
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Connections to one stream share the frame of a moment.</summary>
    private Task<LiveFrame> FrameAsync(EventStream stream, CancellationToken cancellationToken) => cache.GetAsync(
        stream,
        DateTimeOffset.MaxValue,
        $"live",
        QueriesJson.Default.LiveFrame,
        async token =>
        {
            var state = stream.State;
            return new(
                stream.Name,
                state.Revision,
                state.Accepted,
                state.Rejected,
                state.Duplicates,
                state.Late,
                state.Watermark,
                state.Watermark is { } now ? await WindowAsync(stream, stream.Settings.WindowOf(now), token) : null);
        },
        cancellationToken);

    private async Task<WindowRow> WindowAsync(EventStream stream, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var span = new WindowSpan(start, start + stream.Settings.Window);
        return WindowRow.Of(span, await reader.MergeAsync(stream, span.Start, span.End, type: null, cancellationToken), stream.State.ClosedThrough);
    }

    private sealed class Connection(LiveFeed feed) : IDisposable
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
