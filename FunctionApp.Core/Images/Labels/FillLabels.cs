using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;

namespace FunctionApp.Core.Images.Labels;

/// <summary>Completes an image whose labels could not be had in time, as soon as the vision service works again.</summary>
/// <remarks>Sleeps through the breaks of the service's circuit. Stops when the image is deleted, or when its time is up.</remarks>
public sealed class FillLabels : IOrchestrator<FillLabelsJob, LabelsStatus>
{
    /// <summary>The registered name.</summary>
    public static readonly OrchestratorName<FillLabelsJob, LabelsStatus> Name = new(nameof(FillLabels));

    /// <summary>A break can be cut short by an operator, so nobody sleeps for longer.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(10);

    /// <summary>The instance that fills in the labels of an image.</summary>
    public static string InstanceId(string imageId) => $"labels-{imageId}";

    /// <inheritdoc/>
    public async Task<LabelsStatus> RunAsync(IOrchestrationContext context, FillLabelsJob input)
    {
        var detection = await context.CallThroughCircuitAsync(DetectLabels.Name, input.Job, new CircuitPatience(input.GiveUpAt, MaxWait));
        return detection is { Status: LabelsStatus.Unavailable }
            ? LabelsStatus.Unavailable
            : await context.CallActivityAsync(PatchLabels.Name, new(input.Job.ImageId, detection), RetryPolicy.Transient);
    }
}
