using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Records;
using FunctionApp.Core.Gateway.Idempotency;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Operations;

/// <summary>Clears away what nobody will ask for again. Hosts run it on a timer; running it twice at once does no harm.</summary>
public sealed partial class Housekeeping(
    IdempotencyStore idempotency,
    WebhookRetention webhooks,
    UsageRecords usage,
    IOptions<CostOptions> costs,
    IOptions<HousekeepingOptions> options,
    TimeProvider time,
    ILogger<Housekeeping> logger)
{
    /// <summary>
    /// Purges every orchestration that finished, and every delivery whose event happened, longer ago than
    /// <see cref="HousekeepingOptions.KeepFinishedFor"/>, the answers kept for idempotency keys whose time is over, and the
    /// records of usage that are older than <see cref="CostOptions.KeepFor"/>.
    /// </summary>
    /// <remarks>Images, renditions and manifests stay: they are products, and only history goes.</remarks>
    public async Task RunAsync(IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.KeepFinishedFor;
        LogPurged(await orchestrations.PurgeAsync(completedBefore: before, statuses: null, cancellationToken), options.Value.KeepFinishedFor);
        LogDeliveriesCleared(await webhooks.ClearAsync(before, cancellationToken));
        LogAnswersCleared(await idempotency.ClearExpiredAsync(cancellationToken));
        await usage.ClearAsync(DateOnly.FromDateTime((time.GetUtcNow() - costs.Value.KeepFor).UtcDateTime), cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Purged {Count} orchestrations that finished more than {Age} ago.")]
    private partial void LogPurged(int count, TimeSpan age);

    [LoggerMessage(LogLevel.Information, "Cleared {Count} entries of the webhooks' delivery log.")]
    private partial void LogDeliveriesCleared(int count);

    [LoggerMessage(LogLevel.Information, "Cleared {Count} answers kept for idempotency keys.")]
    private partial void LogAnswersCleared(int count);
}
