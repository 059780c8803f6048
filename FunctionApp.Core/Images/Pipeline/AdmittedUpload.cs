namespace FunctionApp.Core.Images.Pipeline;

/// <summary>What <see cref="AdmitUpload"/> did.</summary>
/// <param name="Job">The image; null when the blob is gone.</param>
/// <param name="NeedsWork">False when the image is finished already, or the blob is gone.</param>
public sealed record AdmittedUpload(ImageJob? Job, bool NeedsWork);
