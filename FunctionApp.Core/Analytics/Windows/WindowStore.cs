using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Windows;

/// <summary>The windows of the streams.</summary>
/// <remarks>
/// Many windows are in one blob. Which blobs there are, and what is in them, is remembered: as long as the stream's
/// <see cref="StreamState.Revision"/> stays, a read costs one look at that.
/// </remarks>
public sealed class WindowStore
{
    private const int InitialCapacity = 64 * 1024;

    private readonly IBlobStore _blobs;
    private readonly StreamCatalog _catalog;
    private readonly int _maxTypes;
    private readonly ChunkCache _cache;
    private readonly ConcurrentDictionary<(string Home, WindowLevel Level), ChunkIndex> _indexes = new();

    /// <summary>Creates the store.</summary>
    public WindowStore(IBlobStore blobs, StreamCatalog catalog, IOptions<AnalyticsOptions> options)
    {
        _blobs = blobs;
        _catalog = catalog;
        _maxTypes = options.Value.MaxTypesPerStream;
        _cache = new(options);
    }

    /// <summary>Reads windows in order of start and type. A window without events is not there.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="level">Which windows. Of one level only: every hour's events are in base windows and in hours, as long as both are kept.</param>
    /// <param name="from">The earliest start.</param>
    /// <param name="to">All starts are before this.</param>
    /// <param name="type">Only events of this type; null for all, each by itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<StreamWindow> ReadAsync(
        string stream,
        WindowLevel level,
        DateTimeOffset from,
        DateTimeOffset to,
        string? type = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StreamName.Require(stream);
        var state = await _catalog.StateAsync(stream, cancellationToken);
        var home = StreamHome.Of(stream, state.Incarnation);
        var kept = level switch
        {
            WindowLevel.Base => state.BaseWindowsFrom,
            WindowLevel.Hour => state.HoursFrom,
            _ => null,
        };

        // What is going to be dropped is gone at once, whenever its blob is.
        from = kept > from ? kept.Value : from;
        foreach (var (name, etag) in (await IndexAsync(home, level, state.Revision, cancellationToken)).Between(from, to))
        {
            foreach (var entry in (await ReadAsync(name.Blob, etag, cancellationToken)).Entries)
            {
                if (entry.Key.Start >= from && entry.Key.Start < to && (type is null || entry.Key.Type == type))
                {
                    yield return new(entry.Key.Start, entry.Key.Type, entry.Aggregate);
                }
            }
        }
    }

    /// <summary>Adds what a roll-up has computed to one chunk, unless it is in there already.</summary>
    internal async Task ApplyAsync(
        ChunkName name, long position, IReadOnlyList<KeyValuePair<WindowKey, WindowAggregate>> windows, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (chunk, etag) = await FindAsync(name.Blob, cancellationToken);
            if (chunk.Position >= position)
            {
                return;
            }

            var next = chunk.With(position, windows, _maxTypes);
            if (await WriteAsync(name.Blob, next, etag is null ? BlobCondition.IfAbsent : BlobCondition.IfUnchanged(etag), cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Puts windows that were computed anew in the place of all of a chunk's windows from a moment on.</summary>
    internal async Task ReplaceAsync(
        ChunkName name,
        long position,
        DateTimeOffset from,
        IEnumerable<KeyValuePair<WindowKey, WindowAggregate>> windows,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var (chunk, etag) = await FindAsync(name.Blob, cancellationToken);
            var next = chunk.Before(from).With(position, windows, int.MaxValue);
            if (await WriteAsync(name.Blob, next, etag is null ? BlobCondition.IfAbsent : BlobCondition.IfUnchanged(etag), cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Deletes the chunks that end at or before a moment.</summary>
    internal async Task DropAsync(string home, WindowLevel level, TimeSpan window, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await foreach (var blob in _blobs.ListAllAsync(AnalyticsContainers.Windows, ChunkName.Prefix(home, level), cancellationToken))
        {
            if (ChunkName.Parse(home, level, blob.Name) is not { } name || name.Start + ChunkName.Span(level, window) > before)
            {
                return;
            }

            await _blobs.DeleteAsync(name.Blob, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Forgets what is known of a stream, because it has been deleted.</summary>
    internal void Forget(string stream)
    {
        foreach (var index in _indexes.Keys.Where(index => StreamHome.IsOf(index.Home, stream)))
        {
            _indexes.TryRemove(index, out _);
        }
    }

    /// <summary>The chunks there are. The revision was read before: what is listed later contains at least what that promises.</summary>
    private async Task<ChunkIndex> IndexAsync(string home, WindowLevel level, long revision, CancellationToken cancellationToken)
    {
        if (_indexes.TryGetValue((home, level), out var known) && known.Revision == revision)
        {
            return known;
        }

        var chunks = new List<(ChunkName Name, string ETag)>();
        await foreach (var blob in _blobs.ListAllAsync(AnalyticsContainers.Windows, ChunkName.Prefix(home, level), cancellationToken))
        {
            if (ChunkName.Parse(home, level, blob.Name) is { } name)
            {
                chunks.Add((name, blob.ETag));
            }
        }

        return _indexes[(home, level)] = new(revision, chunks);
    }

    private async Task<WindowChunk> ReadAsync(BlobRef blob, string etag, CancellationToken cancellationToken)
        => _cache.Find(blob, etag) ?? (await FindAsync(blob, cancellationToken)).Chunk;

    private async Task<(WindowChunk Chunk, string? ETag)> FindAsync(BlobRef blob, CancellationToken cancellationToken)
    {
        await using var content = await _blobs.OpenReadAsync(blob, cancellationToken: cancellationToken);
        if (content is null)
        {
            return (WindowChunk.Empty, null);
        }

        var etag = content.Properties.ETag;
        if (_cache.Find(blob, etag) is not { } chunk)
        {
            var bytes = new byte[content.Properties.Length];
            await content.Stream.ReadExactlyAsync(bytes, cancellationToken);
            chunk = WindowChunk.Read(bytes);
            _cache.Keep(blob, etag, chunk);
        }

        return (chunk, etag);
    }

    private async Task<bool> WriteAsync(BlobRef blob, WindowChunk chunk, BlobCondition? condition, CancellationToken cancellationToken)
    {
        using var bytes = new PooledBuffer(InitialCapacity);
        chunk.WriteTo(bytes);
        if (await _blobs.WriteAsync(blob, new ReadOnlyMemoryStream(bytes.Written), new() { Condition = condition }, cancellationToken) is not { } written)
        {
            return false;
        }

        _cache.Keep(blob, written.ETag, chunk);
        return true;
    }
}
