using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Operations;

/// <summary>Clears away what nobody will ask for again. Hosts run it on a timer; running it twice at once does no harm.</summary>
public sealed partial class Housekeeping(
    WebhookRetention webhooks, IOptions<HousekeepingOptions> options, TimeProvider time, ILogger<Housekeeping> logger)
{
    /// <summary>Purges every orchestration that finished, and every delivery whose event happened, longer ago than <see cref="HousekeepingOptions.KeepFinishedFor"/>.</summary>
    /// <remarks>Images, renditions and manifests stay: they are products, and only history goes.</remarks>
    public async Task RunAsync(IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.KeepFinishedFor;
        var purged = await orchestrations.PurgeAsync(completedBefore: before, statuses: null, cancellationToken);
        LogPurged(purged, options.Value.KeepFinishedFor);
        LogCleared(await webhooks.ClearAsync(before, cancellationToken));
    }

    [LoggerMessage(LogLevel.Information, "Purged {Count} orchestrations that finished more than {Age} ago.")]
    private partial void LogPurged(int count, TimeSpan age);

    [LoggerMessage(LogLevel.Information, "Cleared {Count} entries of the webhooks' delivery log.")]
    private partial void LogCleared(int count);
}
