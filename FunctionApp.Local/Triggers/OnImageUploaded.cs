using FunctionApp.Core;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;

namespace FunctionApp.Local.Triggers;

/// <summary>Starts the image pipeline for every version of every blob in <see cref="ImageContainers.Uploads"/>.</summary>
internal sealed class OnImageUploaded(ImageIntake intake, IOrchestrationClient orchestrations, UsageMeter usage) : IBlobTriggerHandler
{
    public Task HandleAsync(BlobRef blob, BlobProperties properties, CancellationToken cancellationToken)
        => usage.MeasureAsync(
            ExecutionKind.Request,
            UsageSources.OfTrigger(nameof(OnImageUploaded)),
            _ => intake.TakeUploadAsync(blob.Name, orchestrations, cancellationToken));
}
