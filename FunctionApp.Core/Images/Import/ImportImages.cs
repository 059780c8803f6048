using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Pipeline;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks;

namespace FunctionApp.Core.Images.Import;

/// <summary>Fetches images from elsewhere and processes them, a bounded number at a time, and tells of each URL what became of it.</summary>
public sealed class ImportImages : IOrchestrator<ImportJob, ImportReport>
{
    /// <summary>The registered name.</summary>
    public static readonly OrchestratorName<ImportJob, ImportReport> Name = new(nameof(ImportImages));

    private const int FetchAttempts = 4;
    private static readonly TimeSpan FirstRetryInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxRetryInterval = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public async Task<ImportReport> RunAsync(IOrchestrationContext context, ImportJob input)
    {
        var outcomes = new ImportOutcome[input.Urls.Count];
        var progress = new ImportProgress { Total = input.Urls.Count };
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var running = new List<Task<int>>();
        context.SetCustomStatus(progress);

        for (var index = 0; index < outcomes.Length; index++)
        {
            if (running.Count == input.Window)
            {
                await FinishOneAsync();
            }

            running.Add(ImportAsync(index));
        }

        while (running.Count > 0)
        {
            await FinishOneAsync();
        }

        if (input.Notify || input.Webhook is not null)
        {
            await context.NotifyAsync(
                ImageEvents.ImportCompleted, context.InstanceId, progress, ImagesJson.Default.ImportProgress, input.Webhook);
        }

        return new(progress, outcomes);

        async Task<int> ImportAsync(int index)
        {
            outcomes[index] = await ImportOneAsync(context, new(input.Urls[index], input.Presets), taken);
            return index;
        }

        async Task FinishOneAsync()
        {
            var finished = await Task.WhenAny(running);
            running.Remove(finished);
            progress = progress.With(outcomes[await finished].Result);
            context.SetCustomStatus(progress);
        }
    }

    private static async Task<ImportOutcome> ImportOneAsync(IOrchestrationContext context, FetchImageInput image, HashSet<string> taken)
    {
        string? imageId = null;
        try
        {
            var fetched = await FetchAsync(context, image);
            if (fetched.Job is not { } job)
            {
                return new(image.Url, ImportResult.Failed, Reason: fetched.Reason);
            }

            imageId = job.ImageId;
            if (!fetched.NeedsWork || !taken.Add(imageId))
            {
                return new(image.Url, ImportResult.Skipped, imageId);
            }

            var manifest = await context.CallSubOrchestratorAsync(ProcessImage.Name, job);
            var result = manifest.Status == ImageStatus.Completed ? ImportResult.Completed : ImportResult.Rejected;
            return new(image.Url, result, imageId, manifest.Reason);
        }
        catch (TaskFailedException exception)
        {
            return new(image.Url, ImportResult.Failed, imageId, exception.Failure.ErrorMessage);
        }
    }

    /// <summary>Tries again, after growing waits or as long as the server asks, what may succeed later.</summary>
    private static async Task<FetchedImage> FetchAsync(IOrchestrationContext context, FetchImageInput image)
    {
        var wait = FirstRetryInterval;
        for (var attempt = 1; ; attempt++, wait *= 4)
        {
            var fetched = await context.CallActivityAsync(FetchImage.Name, image, RetryPolicy.Transient);
            var asked = TimeSpan.FromSeconds(fetched.RetryAfterSeconds ?? 0);
            if (!fetched.IsTransient || attempt == FetchAttempts || asked > MaxRetryInterval)
            {
                return fetched;
            }

            await context.CreateTimer(asked > wait ? asked : wait);
        }
    }
}
