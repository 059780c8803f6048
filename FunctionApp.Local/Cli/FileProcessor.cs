using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Cli;

/// <summary>Takes files through intake and orchestration, and waits for their manifests.</summary>
internal sealed class FileProcessor(
    ImageIntake intake,
    ImageCatalog catalog,
    IOrchestrationClient orchestrations,
    UsageMeter usage,
    IOptions<ImageOptions> options,
    TimeProvider time)
{
    /// <summary>Files read at the same time: enough to keep the pipeline fed, few enough to start with the first at once.</summary>
    private const int Readers = 4;

    /// <returns>One manifest a file, in the files' order.</returns>
    public async Task<ImageManifest[]> ProcessAsync(
        IReadOnlyList<DemoFile> files, Action onAccepted, Action onFinished, CancellationToken cancellationToken)
    {
        using var readers = new SemaphoreSlim(Readers);
        return await Task.WhenAll(files.Select(async file =>
        {
            await readers.WaitAsync(cancellationToken);
            ImageJob? job;
            ImageManifest? refused;
            try
            {
                // Counted as the request that an upload would be.
                (job, refused) = await usage.MeasureAsync(
                    ExecutionKind.Request, new(UsageSource.Images), _ => AcceptAsync(file, cancellationToken));
            }
            finally
            {
                readers.Release();
            }

            onAccepted();
            var manifest = refused ?? await FinishAsync(job!, cancellationToken);
            onFinished();

            // The same bytes under several names are one image, but the caller asked for each file by name.
            return manifest with { Source = manifest.Source with { Name = file.Name } };
        }));
    }

    private async Task<(ImageJob? Job, ImageManifest? Refused)> AcceptAsync(DemoFile file, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(file.Path);
        await using var received = await intake.ReceiveAsync(content, cancellationToken);
        if (received.IsTooLarge)
        {
            var limit = options.Value.Limits.MaxUploadBytes;
            return (null, Refuse(file, received, new(ImageFailureKind.TooLarge, $"The file has more than {limit:N0} bytes.")));
        }

        return (await intake.AdmitAsync(received, file.Name, [], cancellationToken), null);
    }

    private async Task<ImageManifest> FinishAsync(ImageJob job, CancellationToken cancellationToken)
    {
        var submission = await intake.SubmitAsync(job, orchestrations, cancellationToken);
        await orchestrations.WaitForCompletionAsync(submission.InstanceId, cancellationToken);
        return await catalog.GetAsync(job.ImageId, orchestrations, cancellationToken)
            ?? throw new InvalidOperationException($"Image {job.ImageId} has no manifest.");
    }

    private ImageManifest Refuse(DemoFile file, ReceivedImage received, ImageFailure refusal)
    {
        var now = time.GetUtcNow();
        var job = new ImageJob
        {
            ImageId = "",
            Sha256 = "",
            Name = file.Name,
            Bytes = new FileInfo(file.Path).Length,
            Format = received.Digest.Format,
            AcceptedAt = now,
        };
        return ImageManifest.Processing(job, instanceId: "").RejectedWith(refusal, now);
    }
}
