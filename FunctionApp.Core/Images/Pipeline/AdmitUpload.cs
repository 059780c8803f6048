using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Makes the bytes of an uploaded blob an original, and tells whether there is anything left to do for them.</summary>
public sealed class AdmitUpload(ImageIntake intake, ImageCatalog catalog) : IActivity<AdmitUploadInput, AdmittedUpload>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<AdmitUploadInput, AdmittedUpload> Name = new(nameof(AdmitUpload));

    /// <inheritdoc/>
    public async Task<AdmittedUpload> RunAsync(AdmitUploadInput input, CancellationToken cancellationToken)
    {
        var job = await intake.AdmitAsync(input.Name, input.Presets, cancellationToken);
        var known = job is null ? null : await catalog.FindAsync(job.ImageId, cancellationToken);

        return new(job, job is not null && known is null or { Status: ImageStatus.Failed });
    }
}
