using FunctionApp.Core.Analytics.Queries.Live;
using FunctionApp.Core.Analytics.Queries.Ranges;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Samples;

namespace FunctionApp.Local.Cli;

/// <summary>Takes events through ingest and roll-up, and waits until they are in windows.</summary>
internal sealed class StreamProcessor(
    EventStreams streams,
    StreamCatalog catalog,
    WindowStore windows,
    WindowReader reader,
    LiveFeed live,
    IOrchestrationClient orchestrations,
    TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Ingests events, and says what became of them.</summary>
    public async Task<DemoStream> ProcessAsync(SampleStream sample, CancellationToken cancellationToken)
    {
        await catalog.CreateAsync(sample.Name, sample.Settings, cancellationToken);
        var before = (await catalog.StateAsync(sample.Name, cancellationToken)).Accepted;
        using var content = new MemoryStream(sample.Content, writable: false);
        var result = await streams.IngestAsync(
            sample.Name, content, sample.Format, isSaidToBeGzip: false, orchestrations, cancellationToken);
        await UntilAppliedAsync(sample.Name, before + result.Accepted, cancellationToken);

        var stream = await catalog.FindAsync(sample.Name, cancellationToken)
            ?? throw new InvalidOperationException($"Stream {sample.Name} is not there any more.");
        var starts = new HashSet<DateTimeOffset>();
        await foreach (var window in windows.ReadAsync(
            sample.Name, WindowLevel.Base, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, type: null, cancellationToken))
        {
            starts.Add(window.Start);
        }

        return new(sample.Name, result.Accepted, result.RejectedCount, starts.Count)
        {
            Summary = starts.Count == 0 ? null : await reader.MergeAsync(
                stream, starts.Min(), starts.Max() + stream.Settings.Window, type: null, cancellationToken),
            FirstRejection = result.Rejected is [var first, ..] ? first.Reason : null,
        };
    }

    /// <summary>Watches the stream, as a dashboard does, until the roll-up has come so far.</summary>
    private async Task UntilAppliedAsync(string stream, long accepted, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await foreach (var frame in live.WatchAsync(stream, lastSeen: null, either.Token))
            {
                if (frame?.Accepted >= accepted)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What is not in windows by now is not counted in them.
        }
    }
}
