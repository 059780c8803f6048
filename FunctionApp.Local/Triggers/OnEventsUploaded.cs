using FunctionApp.Core;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Imports;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;

namespace FunctionApp.Local.Triggers;

/// <summary>Starts the import of every version of every file in <see cref="AnalyticsContainers.Events"/>.</summary>
internal sealed class OnEventsUploaded(EventFiles files, IOrchestrationClient orchestrations, UsageMeter usage) : IBlobTriggerHandler
{
    public Task HandleAsync(BlobRef blob, BlobProperties properties, CancellationToken cancellationToken)
        => usage.MeasureAsync(
            ExecutionKind.Request,
            UsageSources.OfTrigger(nameof(OnEventsUploaded)),
            _ => files.TakeAsync(blob.Name, orchestrations, cancellationToken));
}
