using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;

namespace FunctionApp.Local.Triggers;

/// <summary>Starts the image pipeline for every version of every blob in <see cref="ImageContainers.Uploads"/>.</summary>
internal sealed class OnImageUploaded(ImageIntake intake, IOrchestrationClient orchestrations) : IBlobTriggerHandler
{
    public async Task HandleAsync(BlobRef blob, BlobProperties properties, CancellationToken cancellationToken)
    {
        // A blob that is gone by now needs nothing; another version of it has a trigger of its own.
        if (await intake.AdmitAsync(blob.Name, presets: [], cancellationToken) is { } job)
        {
            await intake.SubmitAsync(job, orchestrations, cancellationToken);
        }
    }
}
