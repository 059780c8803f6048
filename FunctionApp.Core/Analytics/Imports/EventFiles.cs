using System.Security.Cryptography;
using System.Text;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Analytics.Imports;

/// <summary>The door for files of events: what every blob trigger on <see cref="AnalyticsContainers.Events"/> calls.</summary>
public sealed partial class EventFiles(IBlobStore blobs, TimeProvider time, ILogger<EventFiles> logger)
{
    /// <summary>Starts the import of a file, <c>{stream}/{name}.ndjson</c>, .jsonl, .json or .csv, each with .gz or without.</summary>
    /// <remarks>A version is imported once, however often this is called. A file with another name is left alone, and the log says so.</remarks>
    /// <returns>The orchestration; null when there is nothing to import.</returns>
    public async Task<string?> TakeAsync(string name, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        var stream = name[..Math.Max(0, name.IndexOf('/', StringComparison.Ordinal))];
        if (StreamName.Error(stream) is not null || EventFormats.OfFileName(name) is null)
        {
            LogIgnored(name);
            return null;
        }

        if (await blobs.GetPropertiesAsync(new(AnalyticsContainers.Events, name), cancellationToken) is not { } properties)
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{properties.ETag}"));
        var file = new EventFile(stream, name, properties.ETag, Convert.ToHexStringLower(hash.AsSpan(0, 8)), time.GetUtcNow());
        var scheduled = await orchestrations.ScheduleAsync(
            ImportEvents.Name,
            file,
            new() { InstanceId = $"events-{file.Id}", DedupeStatuses = ScheduleOptions.UnlessFailed },
            cancellationToken);
        return scheduled.InstanceId;
    }

    [LoggerMessage(LogLevel.Warning, "The file {Name} is ignored: it is not {{stream}}/{{name}} with the extension .ndjson, .jsonl, .json or .csv, with or without .gz.")]
    private partial void LogIgnored(string name);
}
