using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Images.Labels;

/// <summary>Puts labels into the manifest of a completed image that has none. An image that was deleted stays deleted.</summary>
public sealed class PatchLabels(ImageCatalog catalog) : IActivity<LabelPatch, LabelsStatus>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<LabelPatch, LabelsStatus> Name = new(nameof(PatchLabels));

    /// <inheritdoc/>
    public async Task<LabelsStatus> RunAsync(LabelPatch input, CancellationToken cancellationToken)
    {
        await catalog.PatchAsync(
            input.ImageId,
            manifest => manifest is { Status: ImageStatus.Completed, LabelsStatus: LabelsStatus.Unavailable } ? manifest.LabelledBy(input.Detection) : null,
            cancellationToken);
        return input.Detection.Status;
    }
}
