using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>The monitors of streams.</summary>
public sealed class MonitorStore(IBlobStore blobs, IOptions<AnalyticsOptions> options, TimeProvider time)
{
    private const string Suffix = ".json";

    /// <summary>A monitor; null when there is none.</summary>
    public async Task<StreamMonitor?> FindAsync(string stream, string monitor, CancellationToken cancellationToken = default)
        => (await ReadAsync(BlobOf(stream, monitor), cancellationToken))?.Record.Monitor;

    /// <summary>The monitors of a stream, by name.</summary>
    public async Task<IReadOnlyList<StreamMonitor>> ListAsync(string stream, CancellationToken cancellationToken = default)
    {
        var monitors = new List<StreamMonitor>();
        foreach (var blob in await BlobsAsync(stream, cancellationToken))
        {
            if (await ReadAsync(blob, cancellationToken) is { } found)
            {
                monitors.Add(found.Record.Monitor);
            }
        }

        return monitors;
    }

    /// <summary>Creates a monitor, or gives it another rule; then it begins anew.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The monitor's name.</param>
    /// <param name="rule">Without errors.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The monitor, and the one that it replaces; no monitor when the stream has as many as it may have.</returns>
    public async Task<(StreamMonitor? Monitor, StreamMonitor? Replaced)> PutAsync(
        string stream, string name, MonitorRule rule, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var found = await ReadAsync(BlobOf(stream, name), cancellationToken);
            if (found is null && (await BlobsAsync(stream, cancellationToken)).Count >= options.Value.Monitors.MaxPerStream)
            {
                return (null, null);
            }

            var monitor = new StreamMonitor { Stream = stream, Name = name, Since = time.GetUtcNow(), Rule = rule };
            if (await TryWriteAsync(new(monitor, MonitorVerdict.Nothing), found?.ETag, cancellationToken))
            {
                return (monitor, found?.Record.Monitor);
            }
        }
    }

    /// <summary>Deletes a monitor.</summary>
    /// <returns>The monitor that there was; null when there was none.</returns>
    public async Task<StreamMonitor?> DeleteAsync(string stream, string monitor, CancellationToken cancellationToken = default)
    {
        var blob = BlobOf(stream, monitor);
        while (await ReadAsync(blob, cancellationToken) is { } found)
        {
            if (await blobs.DeleteAsync(blob, BlobCondition.IfUnchanged(found.ETag), cancellationToken))
            {
                return found.Record.Monitor;
            }
        }

        return null;
    }

    /// <summary>Whether a stream is watched.</summary>
    internal async Task<bool> AnyAsync(string stream, CancellationToken cancellationToken)
        => (await blobs.ListAsync(AnalyticsContainers.Monitors, new() { Prefix = $"{stream}/", PageSize = 1 }, cancellationToken)).Items.Count > 0;

    internal static BlobRef BlobOf(string stream, string monitor) => new(AnalyticsContainers.Monitors, $"{stream}/{monitor}{Suffix}");

    internal async Task<List<BlobRef>> BlobsAsync(string stream, CancellationToken cancellationToken)
    {
        var found = new List<BlobRef>();
        await foreach (var blob in blobs.ListAllAsync(AnalyticsContainers.Monitors, $"{stream}/", cancellationToken))
        {
            found.Add(new(AnalyticsContainers.Monitors, blob.Name));
        }

        return found;
    }

    internal async Task<(MonitorRecord Record, string ETag)?> ReadAsync(BlobRef blob, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenReadAsync(blob, cancellationToken: cancellationToken);
        return content is null
            ? null
            : ((await System.Text.Json.JsonSerializer.DeserializeAsync(content.Stream, MonitorRecordJson.Default.MonitorRecord, cancellationToken))!, content.Properties.ETag);
    }

    internal async Task<bool> TryWriteAsync(MonitorRecord record, string? etag, CancellationToken cancellationToken)
        => await blobs.WriteJsonAsync(
            BlobOf(record.Monitor.Stream, record.Monitor.Name),
            record,
            MonitorRecordJson.Default.MonitorRecord,
            etag is null ? BlobCondition.IfAbsent : BlobCondition.IfUnchanged(etag),
            cancellationToken) is not null;
}
