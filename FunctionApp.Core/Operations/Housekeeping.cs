using FunctionApp.Core.Gateway.Idempotency;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Operations;

/// <summary>Clears away what nobody will ask for again. Hosts run it on a timer; running it twice at once does no harm.</summary>
public sealed partial class Housekeeping(
    IdempotencyStore idempotency, IOptions<HousekeepingOptions> options, TimeProvider time, ILogger<Housekeeping> logger)
{
    /// <summary>
    /// Purges every orchestration that finished longer ago than <see cref="HousekeepingOptions.KeepFinishedFor"/>, and the answers kept for
    /// idempotency keys whose time is over.
    /// </summary>
    /// <remarks>Images, renditions and manifests stay: they are products, and only history goes.</remarks>
    public async Task RunAsync(IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var purged = await orchestrations.PurgeAsync(
            completedBefore: time.GetUtcNow() - options.Value.KeepFinishedFor, statuses: null, cancellationToken);
        LogPurged(purged, options.Value.KeepFinishedFor);
        LogCleared(await idempotency.ClearExpiredAsync(cancellationToken));
    }

    [LoggerMessage(LogLevel.Information, "Purged {Count} orchestrations that finished more than {Age} ago.")]
    private partial void LogPurged(int count, TimeSpan age);

    [LoggerMessage(LogLevel.Information, "Cleared {Count} answers kept for idempotency keys.")]
    private partial void LogCleared(int count);
}
