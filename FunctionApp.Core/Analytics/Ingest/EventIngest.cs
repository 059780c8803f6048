using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Telemetry;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>The door into a stream. What it reports as accepted is on durable storage.</summary>
/// <remarks>
/// accepted + rejected + duplicates = lines, for every request and for the stream as a whole: the counts of a segment are stored with it,
/// in one step. Content that cannot be read to its end is refused as a whole, and none of its lines counts.
/// </remarks>
public sealed class EventIngest
{
    /// <summary>How long a stream that was seen to exist is believed to.</summary>
    private static readonly TimeSpan BelieveFor = TimeSpan.FromSeconds(5);

    private readonly StreamCatalog _catalog;
    private readonly SegmentWriters _writers;
    private readonly IngestOptions _options;
    private readonly TimeProvider _time;
    private readonly Counter<long> _events;
    private readonly ConcurrentDictionary<string, (StreamSettings Settings, DateTimeOffset At)> _seen = new(StringComparer.Ordinal);

    /// <summary>Creates the door.</summary>
    public EventIngest(StreamCatalog catalog, SegmentWriters writers, IOptions<AnalyticsOptions> options, TimeProvider time, IMeterFactory meters)
    {
        _catalog = catalog;
        _writers = writers;
        _options = options.Value.Ingest;
        _time = time;
        _events = meters.Create(InstrumentNames.Scope).CreateCounter<long>(
            InstrumentNames.EventsIngested, "{event}", "Lines that were ingested, by what became of them.");
    }

    /// <summary>Takes in what somebody sent.</summary>
    /// <param name="stream">A stream's name; the stream is created when there is none and an event is valid.</param>
    /// <param name="content">Events, compressed or not; read once, to the end.</param>
    /// <param name="format">How they are written down.</param>
    /// <param name="isSaidToBeGzip">Whether the sender says that it is compressed; it is recognised without that too.</param>
    /// <param name="cancellationToken">Gives up, as long as nothing is being stored.</param>
    /// <exception cref="IOException">Storage did not take the events; nothing was accepted.</exception>
    public async Task<IngestResult> IngestAsync(
        string stream, Stream content, EventFormat format, bool isSaidToBeGzip = false, CancellationToken cancellationToken = default)
    {
        StreamName.Require(stream);
        var arrival = _time.GetUtcNow();
        var batchId = Guid.CreateVersion7(arrival).ToString("N");
        using var batch = new PreparedBatch(_options.MaxListedRejections);
        try
        {
            var limits = new ContentLimits(_options.MaxRequestBytes, _options.MaxDecompressedBytes, _options.MaxCompressionRatio);
            await using var opened = await EventContent.OpenAsync(content, limits, isSaidToBeGzip, cancellationToken);
            using var reader = await EventReaders.OpenAsync(opened, format, _options.MaxLineBytes, cancellationToken);
            var normalizer = new EventNormalizer(stream, batchId, arrival, _options, await WindowOfAsync(stream, cancellationToken));
            while (await reader.FillAsync(cancellationToken))
            {
                batch.TakeFrom(reader, normalizer);
            }
        }
        catch (UnreadableContentException exception)
        {
            return IngestResult.Refused(exception.Refusal);
        }

        return batch.IsEmpty
            ? IngestResult.Refused(IngestRefusal.Unreadable("There are no events in it."))
            : await StoreAsync(stream, batchId, batch, origin: null, cancellationToken);
    }

    /// <summary>Stores a batch.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="batchId">Its id.</param>
    /// <param name="batch">What to store; not empty.</param>
    /// <param name="origin">The piece of a file that it is; null when it was posted.</param>
    /// <param name="cancellationToken">Gives up, as long as nothing is being stored.</param>
    internal async Task<IngestResult> StoreAsync(
        string stream, string batchId, PreparedBatch batch, FilePiece? origin, CancellationToken cancellationToken)
    {
        var (settings, refusal) = await EnsureStreamAsync(stream, batch, cancellationToken);
        if (settings is null)
        {
            return IngestResult.Refused(refusal!);
        }

        var committed = await _writers.CommitAsync(stream, settings.Incarnation, batch, origin);
        if (!committed.IsRepetition)
        {
            Count("accepted", committed.Accepted);
            Count("rejected", batch.Rejected);
            Count("duplicate", committed.Duplicates);
        }

        return new()
        {
            BatchId = batchId,
            Accepted = committed.Accepted,
            Rejected = batch.Rejections,
            RejectedCount = batch.Rejected,
            Duplicates = committed.Duplicates,
        };
    }

    /// <summary>The length of a stream's windows; the default when there is no such stream yet.</summary>
    internal async Task<TimeSpan> WindowOfAsync(string stream, CancellationToken cancellationToken)
        => (await FindSettingsAsync(stream, cancellationToken) ?? new()).Window;

    /// <summary>Forgets what this process knows of a stream, because it has been deleted.</summary>
    internal void Forget(string stream)
    {
        _seen.TryRemove(stream, out _);
        _writers.Forget(stream);
    }

    /// <summary>A stream's settings, by memory if that is fresh; null when there is no such stream.</summary>
    private async Task<StreamSettings?> FindSettingsAsync(string stream, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (_seen.TryGetValue(stream, out var seen) && now - seen.At < BelieveFor)
        {
            return seen.Settings;
        }

        var settings = await _catalog.FindSettingsAsync(stream, cancellationToken);
        if (settings is not null)
        {
            _seen[stream] = (settings, now);
        }

        return settings;
    }

    private async Task<(StreamSettings? Settings, IngestRefusal? Refusal)> EnsureStreamAsync(
        string stream, PreparedBatch batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindSettingsAsync(stream, cancellationToken) is { } settings)
            {
                return (settings, null);
            }

            if (batch.Events.Count == 0)
            {
                return (null, IngestRefusal.Unreadable(
                    batch.Rejections is [var first, ..] ? $"There is no event in it. Line {first.Line}: {first.Reason}" : "There is no event in it."));
            }

            if (await _catalog.CreateAsync(stream, SettingsInference.Infer(batch), cancellationToken) is { Refusal: { } refusal })
            {
                return (null, new(IngestRefusalKind.TooManyStreams, refusal));
            }
        }
    }

    private void Count(string outcome, long events)
    {
        if (events > 0)
        {
            _events.Add(events, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
