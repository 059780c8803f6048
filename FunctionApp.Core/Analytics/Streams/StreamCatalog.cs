using System.Security.Cryptography;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Streams;

/// <summary>Which streams there are, what is computed of them, and how far they are.</summary>
/// <remarks>A stream exists when its settings do. They change by compare-and-swap, so of two changes at once one is told to look again.</remarks>
public sealed class StreamCatalog(IBlobStore blobs, IOptions<AnalyticsOptions> options)
{
    /// <summary>The most streams in a page.</summary>
    public const int MaxLimit = 1_000;

    private const string Suffix = ".json";
    private const int IncarnationLength = 12;

    /// <summary>Where a stream has blobs under its name.</summary>
    private static readonly string[] DependentContainers =
    [
        AnalyticsContainers.RollUps, AnalyticsContainers.Segments, AnalyticsContainers.LateEvents, AnalyticsContainers.Windows,
        AnalyticsContainers.Monitors, ReportContainers.Parts, ReportContainers.Reports,
    ];

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _isCounted;

    /// <summary>A stream's settings; null when there is no such stream.</summary>
    /// <param name="stream">Any text; one that is no stream name names no stream.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StreamSettings?> FindSettingsAsync(string stream, CancellationToken cancellationToken = default)
        => StreamName.Error(stream) is null
            ? await blobs.ReadJsonAsync(SettingsOf(stream), AnalyticsJson.Default.StreamSettings, cancellationToken)
            : null;

    /// <summary>How far a stream is; the state of one without events when nothing has been applied.</summary>
    public async Task<StreamState> StateAsync(string stream, CancellationToken cancellationToken = default)
        => (await blobs.ReadJsonAsync(RollUpCursor.BlobOf(stream), RollUpJson.Default.RollUpCursor, cancellationToken))?.State ?? new();

    /// <summary>A stream with settings and state; null when there is no such stream.</summary>
    public async Task<EventStream?> FindAsync(string stream, CancellationToken cancellationToken = default)
    {
        if (await FindSettingsAsync(stream, cancellationToken) is not { } settings)
        {
            return null;
        }

        // What a stream of the same name has left behind is none of its business.
        var state = await StateAsync(stream, cancellationToken);
        return new(stream, settings, state.Incarnation == settings.Incarnation ? state : new() { Incarnation = settings.Incarnation });
    }

    /// <summary>Lists streams by name.</summary>
    /// <exception cref="ArgumentException">The continuation is not one this list handed out.</exception>
    public async Task<Page<EventStream>> ListAsync(int limit, string? continuation, CancellationToken cancellationToken = default)
    {
        var page = await blobs.ListAsync(
            AnalyticsContainers.Streams, new() { PageSize = limit, Continuation = continuation }, cancellationToken);
        var streams = await Task.WhenAll(page.Items.Select(blob => FindAsync(StreamOf(blob), cancellationToken)));
        return new([.. streams.OfType<EventStream>()], page.Continuation);
    }

    /// <summary>Creates a stream, or changes its settings. The window of a stream that has events stays as it is.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="settings">Without errors.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SettingsChange> PutAsync(string stream, StreamSettings settings, CancellationToken cancellationToken = default)
    {
        StreamName.Require(stream);
        while (true)
        {
            var current = await blobs.GetPropertiesAsync(SettingsOf(stream), cancellationToken);
            if (current is null)
            {
                if (await CreateAsync(stream, settings, cancellationToken) is { } created)
                {
                    return created;
                }

                continue;
            }

            var old = await FindAsync(stream, cancellationToken);
            if (old is { State.Position: > 0 } && old.Settings.Window != settings.Window)
            {
                return SettingsChange.Refused(
                    $"Stream '{stream}' has windows of {Duration.Format(old.Settings.Window)} already; their length cannot change any more.");
            }

            var next = settings with { Version = (old?.Settings.Version ?? 0) + 1, Incarnation = old?.Settings.Incarnation, IsInferred = false };
            if (await WriteAsync(stream, next, BlobCondition.IfUnchanged(current.ETag), cancellationToken))
            {
                return SettingsChange.Done(next, isNew: false);
            }
        }
    }

    /// <summary>Creates a stream if there is none.</summary>
    /// <returns>Null when there is one, or another caller was quicker.</returns>
    public async Task<SettingsChange?> CreateAsync(string stream, StreamSettings settings, CancellationToken cancellationToken = default)
    {
        StreamName.Require(stream);
        if (!await HasRoomForAsync(stream, cancellationToken))
        {
            return SettingsChange.Refused($"There are {options.Value.MaxStreams:N0} streams, and no more are allowed. Delete one first.");
        }

        var first = settings with { Version = 1, Incarnation = RandomNumberGenerator.GetHexString(IncarnationLength, lowercase: true) };
        return await WriteAsync(stream, first, BlobCondition.IfAbsent, cancellationToken) ? SettingsChange.Done(first, isNew: true) : null;
    }

    /// <summary>Deletes everything there is of a stream. What is posted meanwhile goes with it, or starts a new stream of that name.</summary>
    /// <remarks>The settings go last: a deletion that was cut short can be repeated.</remarks>
    public async Task DeleteAsync(string stream, CancellationToken cancellationToken = default)
    {
        StreamName.Require(stream);
        await blobs.DeleteAsync(RollUpCursor.BlobOf(stream), cancellationToken: cancellationToken);
        foreach (var container in DependentContainers)
        {
            await foreach (var blob in blobs.ListAllAsync(container, $"{stream}/", cancellationToken))
            {
                await blobs.DeleteAsync(new(container, blob.Name), cancellationToken: cancellationToken);
            }
        }

        await blobs.DeleteAsync(SettingsOf(stream), cancellationToken: cancellationToken);
        lock (_lock)
        {
            _known.Remove(stream);
        }
    }

    private static BlobRef SettingsOf(string stream) => new(AnalyticsContainers.Streams, stream + Suffix);

    private static string StreamOf(BlobProperties blob) => blob.Name.EndsWith(Suffix, StringComparison.Ordinal) ? blob.Name[..^Suffix.Length] : blob.Name;

    private async Task<bool> WriteAsync(string stream, StreamSettings settings, BlobCondition condition, CancellationToken cancellationToken)
    {
        if (await blobs.WriteJsonAsync(SettingsOf(stream), settings, AnalyticsJson.Default.StreamSettings, condition, cancellationToken) is null)
        {
            return false;
        }

        lock (_lock)
        {
            _known.Add(stream);
        }

        return true;
    }

    /// <summary>Counts the streams only when those that this process knows of leave no doubt that there is room.</summary>
    private async Task<bool> HasRoomForAsync(string stream, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_known.Contains(stream) || (_isCounted && _known.Count < options.Value.MaxStreams))
            {
                return true;
            }
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var blob in blobs.ListAllAsync(AnalyticsContainers.Streams, cancellationToken: cancellationToken))
        {
            names.Add(StreamOf(blob));
        }

        lock (_lock)
        {
            _known.Clear();
            _known.UnionWith(names);
            _isCounted = true;
        }

        return names.Contains(stream) || names.Count < options.Value.MaxStreams;
    }
}
