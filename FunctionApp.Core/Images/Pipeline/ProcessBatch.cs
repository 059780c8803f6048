using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Webhooks;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Processes every uploaded blob under a prefix, a bounded number at a time, and tells how far it is.</summary>
/// <remarks>Each page of uploads is an execution of its own (continue-as-new), so the history stays short however many there are.</remarks>
public sealed class ProcessBatch : IOrchestrator<BatchJob, BatchProgress>
{
    /// <summary>The registered name.</summary>
    public static readonly OrchestratorName<BatchJob, BatchProgress> Name = new(nameof(ProcessBatch));

    /// <inheritdoc/>
    public async Task<BatchProgress> RunAsync(IOrchestrationContext context, BatchJob input)
    {
        var page = await context.CallActivityAsync(ListUploads.Name, new(input.Prefix, input.Continuation), RetryPolicy.Transient);
        var progress = input.Progress with { Found = input.Progress.Found + page.Names.Count };
        context.SetCustomStatus(progress);

        var running = new List<Task<ImageStatus?>>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in page.Names)
        {
            if (running.Count == input.Window)
            {
                await FinishOneAsync();
            }

            running.Add(ProcessAsync(context, new(name, input.Presets), taken));
        }

        while (running.Count > 0)
        {
            await FinishOneAsync();
        }

        if (page.Continuation is not null)
        {
            context.ContinueAsNew(input with { Continuation = page.Continuation, Progress = progress });
        }
        else if (input.Notify || input.Webhook is not null)
        {
            await context.NotifyAsync(
                ImageEvents.BatchCompleted, context.InstanceId, progress, ImagesJson.Default.BatchProgress, input.Webhook);
        }

        return progress;

        async Task FinishOneAsync()
        {
            var finished = await Task.WhenAny(running);
            running.Remove(finished);
            progress = await finished switch
            {
                ImageStatus.Completed => progress with { Completed = progress.Completed + 1 },
                ImageStatus.Rejected => progress with { Rejected = progress.Rejected + 1 },
                null => progress with { Skipped = progress.Skipped + 1 },
                _ => progress with { Failed = progress.Failed + 1 },
            };
            context.SetCustomStatus(progress);
        }
    }

    /// <summary>One upload, as a child orchestration; null when there was nothing to do.</summary>
    private static async Task<ImageStatus?> ProcessAsync(IOrchestrationContext context, AdmitUploadInput upload, HashSet<string> taken)
    {
        try
        {
            var admitted = await context.CallActivityAsync(AdmitUpload.Name, upload, RetryPolicy.Transient);
            if (!admitted.NeedsWork || !taken.Add(admitted.Job!.ImageId))
            {
                return null;
            }

            return (await context.CallSubOrchestratorAsync(ProcessImage.Name, admitted.Job)).Status;
        }
        catch (TaskFailedException)
        {
            return ImageStatus.Failed;
        }
    }
}
